import assert from "node:assert/strict";
import fc from "fast-check";
import { checkTables, SAMPLES_MAX } from "@/lib/film/table_check.ts";

type Part = Uint8Array<ArrayBuffer>;

function join(parts: readonly Part[]): Part {
  const bytes = new Uint8Array(
    parts.reduce((sum, { length }) => sum + length, 0),
  );
  let offset = 0;
  for (const part of parts) {
    bytes.set(part, offset);
    offset += part.length;
  }
  return bytes;
}

function words(...numbers: number[]): Part {
  const bytes = new Uint8Array(numbers.length * 4);
  const view = new DataView(bytes.buffer);
  for (const [index, number] of numbers.entries()) {
    view.setUint32(index * 4, number);
  }
  return bytes;
}

function box(type: string, ...parts: Part[]): Part {
  const body = join(parts);
  return join([words(body.length + 8), new TextEncoder().encode(type), body]);
}

const table = (type: string, ...counts: number[]) =>
  box(type, words(0, counts.length, ...counts.flatMap((count) => [count, 1])));

const film = (...tables: Part[]) =>
  box(
    "moov",
    box("mvhd"),
    box("trak", box("mdia", box("minf", box("stbl", ...tables)))),
  );

const MANY = SAMPLES_MAX + 1;

const CASES: readonly [what: string, box: Part, table: string | null][] = [
  ["passes a film", film(table("stts", 1000), table("ctts", 400, 600)), null],
  [
    "passes the longest film",
    film(table("stts", SAMPLES_MAX), table("ctts", 1)),
    null,
  ],
  [
    "passes sound of billions of samples",
    film(table("stts", 0xffffffff)),
    null,
  ],
  [
    "refuses a wild stts beside ctts",
    film(table("stts", MANY), table("ctts", 1)),
    "stts",
  ],
  [
    "refuses a wild ctts",
    film(table("stts", 1), table("ctts", 1, 0xffff0001)),
    "ctts",
  ],
  [
    "adds up what is small by itself",
    film(table("stts", 1), table("ctts", SAMPLES_MAX, 1)),
    "ctts",
  ],
  [
    "refuses a wild trun",
    box("moof", box("traf", box("trun", words(0, MANY)))),
    "trun",
  ],
  ["passes a trun", box("moof", box("traf", box("trun", words(0, 50)))), null],
  [
    "reads no further than the table",
    film(box("stts", words(0, MANY, 1, 1)), table("ctts", 1)),
    null,
  ],
  ["passes an empty table", film(box("stts"), box("ctts", words(0))), null],
];

for (const [what, bytes, wrong] of CASES) {
  Deno.test(`checkTables() ${what}`, () => {
    const found = checkTables(bytes);
    if (wrong === null) assert.equal(found, null);
    else assert.match(found ?? "", new RegExp(`table "${wrong}"`));
  });
}

Deno.test("checkTables() ends quickly on any bytes", () => {
  const types = fc.constantFrom(
    "moov",
    "trak",
    "stbl",
    "stts",
    "ctts",
    "trun",
    "free",
  );
  const start = fc.tuple(fc.nat(60), types, fc.uint8Array({ maxLength: 40 }));
  fc.assert(fc.property(fc.array(start, { maxLength: 8 }), (parts) => {
    const boxes = parts.map(([size, type, rest]) =>
      join([words(size), new TextEncoder().encode(type), new Uint8Array(rest)])
    );
    checkTables(box("moov", ...boxes));
  }));
});
