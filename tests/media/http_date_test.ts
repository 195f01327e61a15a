import assert from "node:assert/strict";
import fc from "fast-check";
import { formatHttpDate, parseHttpDate } from "@/lib/media/http_date.ts";

const NOW = Date.UTC(2026, 10, 30, 12);

Deno.test("parseHttpDate() reads what formatHttpDate() writes, in whole seconds", () => {
  const years = { min: Date.UTC(1, 0), max: Date.UTC(9999, 11) };
  fc.assert(fc.property(fc.integer(years), (wallMs) => {
    const wholeMs = Math.floor(wallMs / 1000) * 1000;
    assert.equal(parseHttpDate(formatHttpDate(wallMs), NOW), wholeMs);
  }));
});

for (
  const [text, year] of [
    ["Sun, 06 Nov 1994 08:49:37 GMT", 1994],
    ["Sunday, 06-Nov-94 08:49:37 GMT", 1994],
    ["Sun Nov  6 08:49:37 1994", 1994],
    // Two digits lie no further ahead than 50 years: to the second.
    ["Friday, 06-Nov-76 08:49:37 GMT", 2076],
    ["Saturday, 06-Nov-77 08:49:37 GMT", 1977],
    ["Saturday, 06-Nov-99 08:49:37 GMT", 1999],
    ["Monday, 06-Nov-00 08:49:37 GMT", 2000],
    ["Wednesday, 06-Nov-26 08:49:37 GMT", 2026],
  ] as const
) {
  Deno.test(`parseHttpDate() reads ${text} as of ${year}`, () => {
    assert.equal(parseHttpDate(text, NOW), Date.UTC(year, 10, 6, 8, 49, 37));
  });
}

Deno.test("parseHttpDate() takes two digits for a year that comes within 50, at any time", () => {
  const at = (year: number) => Date.UTC(year, 5, 1);
  const text = (year: string) => `Monday, 01-Jun-${year} 00:00:00 GMT`;
  assert.equal(parseHttpDate(text("10"), at(2080)), at(2110));
  assert.equal(parseHttpDate(text("30"), at(2080)), at(2130));
  assert.equal(parseHttpDate(text("31"), at(2080)), at(2031));
  assert.equal(parseHttpDate(text("60"), at(1994)), at(1960));
});

/** Dates of all three forms that no calendar or clock has. */
const DAYS = [
  ["31", "Feb", "2021"],
  ["30", "Feb", "2024"],
  ["29", "Feb", "2023"],
  ["31", "Apr", "2024"],
  ["00", "Jan", "2024"],
  ["32", "Jan", "2024"],
  ["10", "Foo", "2024"],
] as const;
const TIMES = ["24:00:00", "23:60:00", "12:00:60", "23:59:61", "25:01:01"];

function forms(
  [day, month, year, time]: readonly [string, string, string, string],
): string[] {
  return [
    `Mon, ${day} ${month} ${year} ${time} GMT`,
    `Monday, ${day}-${month}-${year.slice(2)} ${time} GMT`,
    `Mon ${month} ${day.replace(/^0/, " ")} ${time} ${year}`,
  ];
}

Deno.test("parseHttpDate() takes no date that does not exist, in none of its forms", () => {
  for (const text of forms(["29", "Feb", "2024", "23:59:60"])) {
    const leapMs = Date.UTC(2024, 2, 1);
    assert.equal(parseHttpDate(text, NOW), leapMs, text);
  }
  const wrong = [
    ...DAYS.flatMap((day) => forms([...day, "08:49:37"])),
    ...TIMES.flatMap((time) => forms(["29", "Feb", "2024", time])),
  ];
  for (const text of wrong) {
    assert.equal(parseHttpDate(text, NOW), null, text);
  }
});

for (
  const text of [
    "",
    "Sun, 6 Nov 1994 08:49:37 GMT",
    "Sun, 06 Nov 94 08:49:37 GMT",
    "Sun, 06 Nov 1994 08:49:37",
    "Sun, 06 Nov 1994 08:49:37 UTC",
    "Sun, 06 Nov 1994 08:49:37 +0000",
    "sun, 06 Nov 1994 08:49:37 GMT",
    "Sun, 06 nov 1994 08:49:37 GMT",
    "Die, 06 Nov 1994 08:49:37 GMT",
    "Sun, 06-Nov-94 08:49:37 GMT",
    "Sunday, 06-Nov-1994 08:49:37 GMT",
    "Sun Nov 06 08:49:37 1994 GMT",
    "Sun, 06 Nov 1994 08:49:37 GMT, Sun, 06 Nov 1994 08:49:37 GMT",
    "1994-11-06T08:49:37Z",
    "784111777",
  ]
) {
  Deno.test(`parseHttpDate() takes no other form: ${text}`, () => {
    assert.equal(parseHttpDate(text, NOW), null);
  });
}

Deno.test("parseHttpDate() takes no header for a date", () => {
  assert.equal(parseHttpDate(null, NOW), null);
});
