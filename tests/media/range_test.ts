import assert from "node:assert/strict";
import fc from "fast-check";
import { parseRange, type RangeWish } from "@/lib/media/range.ts";

const WHOLE: RangeWish = { type: "whole" };
const NONE: RangeWish = { type: "unsatisfiable" };
const part = (first: number, last: number): RangeWish => ({
  type: "part",
  first,
  last,
});

const CASES: readonly [
  what: string,
  header: string | null,
  sizeBytes: number,
  wish: RangeWish,
][] = [
  ["gives the whole file without a header", null, 100, WHOLE],
  ["reads both ends", "bytes=0-9", 100, part(0, 9)],
  ["reads an open end", "bytes=10-", 100, part(10, 99)],
  ["reads a suffix", "bytes=-10", 100, part(90, 99)],
  [
    "gives all for a suffix longer than the file",
    "bytes=-1000",
    100,
    part(0, 99),
  ],
  ["cuts an end beyond the file", "bytes=90-1000", 100, part(90, 99)],
  ["reads the last byte", "bytes=99-99", 100, part(99, 99)],
  ["refuses a start at the end", "bytes=100-", 100, NONE],
  ["refuses a start beyond any number", `bytes=${"9".repeat(400)}-`, 100, NONE],
  [
    "cuts an end beyond any number",
    `bytes=1-${"9".repeat(400)}`,
    100,
    part(1, 99),
  ],
  [
    "reads beyond 4 GiB",
    "bytes=5000000000-5000000001",
    6e9,
    part(5e9, 5e9 + 1),
  ],
  ["refuses an empty suffix", "bytes=-0", 100, NONE],
  ["refuses a start in an empty file", "bytes=0-", 0, NONE],
  ["gives an empty file whole for a suffix", "bytes=-5", 0, WHOLE],
  ["ignores an end before the start", "bytes=9-0", 100, WHOLE],
  ["ignores several ranges", "bytes=0-1,5-6", 100, WHOLE],
  ["ignores two headers joined into one", "bytes=0-1, bytes=5-6", 100, WHOLE],
  ["ignores an unknown unit", "seconds=0-9", 100, WHOLE],
  ["reads the unit in any case", "Bytes=0-9", 100, part(0, 9)],
  ["passes over empty list members", "bytes= , 0-9 ,", 100, part(0, 9)],
  ["ignores a lone dash", "bytes=-", 100, WHOLE],
  ["ignores no range at all", "bytes=", 100, WHOLE],
  ["ignores signs", "bytes=+1-2", 100, WHOLE],
  ["ignores negative ends", "bytes=1--2", 100, WHOLE],
  ["ignores fractions", "bytes=1.5-2", 100, WHOLE],
  ["ignores hexadecimal", "bytes=0x1-2", 100, WHOLE],
  ["ignores full-width digits", "bytes=１-２", 100, WHOLE],
  ["ignores a space inside", "bytes=1 -2", 100, WHOLE],
];

for (const [what, header, sizeBytes, wish] of CASES) {
  Deno.test(`parseRange() ${what}`, () => {
    assert.deepEqual(parseRange(header, sizeBytes), wish);
  });
}

Deno.test("parseRange() agrees with slicing for every range of a small file", () => {
  const number = fc.nat(40);
  const form = fc.oneof(
    fc.tuple(number, number).map(([first, last]) => `${first}-${last}`),
    number.map((first) => `${first}-`),
    number.map((length) => `-${length}`),
  );
  fc.assert(fc.property(form, fc.nat(30), (range, sizeBytes) => {
    const wish = parseRange(`bytes=${range}`, sizeBytes);
    const indices = Array.from({ length: sizeBytes }, (_, index) => index);
    assert.deepEqual(indicesOf(wish, indices), wantedIndices(range, indices));
  }));
});

Deno.test("parseRange() never throws and never leaves the file", () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 40 }), fc.nat(), (text, sizeBytes) => {
      const wish = parseRange(`bytes=${text}`, sizeBytes);
      if (wish.type !== "part") return;
      assert.ok(
        0 <= wish.first && wish.first <= wish.last && wish.last < sizeBytes,
      );
    }),
  );
});

function indicesOf(wish: RangeWish, indices: number[]): number[] | null {
  switch (wish.type) {
    case "whole":
      return indices;
    case "part":
      return indices.slice(wish.first, wish.last + 1);
    case "unsatisfiable":
      return null;
  }
}

/** The model: which bytes of the file does the text name? Null when none exist. */
function wantedIndices(range: string, indices: number[]): number[] | null {
  const [first = "", last = ""] = range.split("-");
  if (first === "") {
    if (Number(last) === 0) return null;
    return indices.slice(Math.max(0, indices.length - Number(last)));
  }
  if (last !== "" && Number(last) < Number(first)) return indices;
  const named = indices.filter((index) =>
    index >= Number(first) && (last === "" || index <= Number(last))
  );
  return named.length === 0 ? null : named;
}
