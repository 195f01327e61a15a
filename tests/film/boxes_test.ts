import assert from "node:assert/strict";
import fc from "fast-check";
import { readBoxOrder } from "@/lib/film/boxes.ts";
import { blobReader } from "@/lib/film/mod.ts";

type BoxPlan = readonly [type: string, bodyBytes: number];

/** An MP4 of empty boxes. */
function film(...boxes: BoxPlan[]): Uint8Array<ArrayBuffer> {
  return join(
    boxes.map(([type, bodyBytes]) =>
      box(type, { sizeBytes: bodyBytes + 8, bodyBytes })
    ),
  );
}

function box(
  type: string,
  { sizeBytes, bodyBytes = 0 }: { sizeBytes: number; bodyBytes?: number },
) {
  const bytes = new Uint8Array(8 + bodyBytes);
  new DataView(bytes.buffer).setUint32(0, sizeBytes);
  bytes.set(new TextEncoder().encode(type), 4);
  return bytes;
}

function longBox(type: string, bodyBytes: number): Uint8Array<ArrayBuffer> {
  const bytes = box(type, { sizeBytes: 1, bodyBytes: bodyBytes + 8 });
  new DataView(bytes.buffer).setBigUint64(8, BigInt(bytes.length));
  return bytes;
}

function join(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(
    parts.reduce((sum, part) => sum + part.length, 0),
  );
  let offset = 0;
  for (const part of parts) {
    bytes.set(part, offset);
    offset += part.length;
  }
  return bytes;
}

const order = (bytes: Uint8Array<ArrayBuffer>) =>
  readBoxOrder(blobReader(new Blob([bytes])));
const FTYP: BoxPlan = ["ftyp", 24];
const MOOV: BoxPlan = ["moov", 200];
const MDAT: BoxPlan = ["mdat", 5000];

const WHOLE = [
  ["tables first", film(FTYP, MOOV, MDAT), true],
  [
    "tables first, padding between",
    film(FTYP, MOOV, ["free", 1000], MDAT),
    true,
  ],
  ["tables last", film(FTYP, ["free", 0], MDAT, MOOV), false],
  [
    "fragments",
    film(FTYP, MOOV, ["moof", 100], MDAT, ["moof", 100], MDAT),
    true,
  ],
  [
    "pictures of a long size",
    join([film(FTYP, MOOV), longBox("mdat", 100)]),
    true,
  ],
  [
    "pictures up to the end",
    join([film(FTYP, MOOV), box("mdat", { sizeBytes: 0 })]),
    true,
  ],
  [
    "long pictures before tables",
    join([film(FTYP), longBox("mdat", 9), film(MOOV)]),
    false,
  ],
] as const;

for (const [what, bytes, isFaststart] of WHOLE) {
  Deno.test(`readBoxOrder() reads ${what}`, async () => {
    const found = await order(bytes);
    assert.deepEqual([found?.isFaststart, found?.isCutShort], [
      isFaststart,
      false,
    ]);
    assert.equal(found?.fragment !== null, what === "fragments");
    const { offset = 0, length = 0 } = found?.tables ?? {};
    const box = bytes.slice(offset, offset + length);
    assert.deepEqual(box, film(MOOV));
  });
}

const CUT = [
  ["pictures cut off after tables", film(FTYP, MOOV, MDAT).slice(0, 3000)],
  ["no pictures after tables", film(FTYP, MOOV)],
  ["tables cut off", film(FTYP, MOOV, MDAT).slice(0, 100)],
  ["pictures cut off before tables", film(FTYP, MDAT, MOOV).slice(0, 3000)],
  ["tables gone after pictures", film(FTYP, MDAT)],
  ["a header cut off", film(FTYP, MDAT, MOOV).slice(0, 36)],
] as const;

for (const [what, bytes] of CUT) {
  Deno.test(`readBoxOrder() sees ${what}`, async () => {
    assert.equal((await order(bytes))?.isCutShort, true);
  });
}

Deno.test("readBoxOrder() knows what is no MP4", async () => {
  for (
    const text of ["x", "no film at all", "\x1aE\xdf\xa3 matroska follows"]
  ) {
    assert.equal(await order(new TextEncoder().encode(text)), null, text);
  }
});

Deno.test("readBoxOrder() ends on any bytes, with few reads", async () => {
  const start = box("ftyp", { sizeBytes: 8 });
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), async (rest) => {
      const blob = new Blob([start, new Uint8Array(rest)]);
      const reader = blobReader(blob);
      let reads = 0;
      await readBoxOrder({
        sizeBytes: reader.sizeBytes,
        read(offset, length) {
          assert.ok(length <= 16 && offset < blob.size);
          reads++;
          return reader.read(offset, length);
        },
      });
      assert.ok(reads <= 128);
    }),
  );
});
