import assert from "node:assert/strict";
import {
  blobReader,
  compareCopies,
  type CopyMatch,
  type Fingerprint,
  takeFingerprint,
} from "@/lib/film/mod.ts";
import { countingBytes } from "../media/folder.ts";

const A: Fingerprint = {
  sizeBytes: 9e8,
  durationS: 5400,
  hash: "a".repeat(16),
};

const PAIRS:
  readonly (readonly [string, Partial<Fingerprint>, CopyMatch | null])[] = [
    ["equal slices", {}, "same"],
    ["equal slices of unknown length", { durationS: null }, "same"],
    ["another encoding", { sizeBytes: 7e8, durationS: 5400.04 }, "version"],
    ["the same size by chance", { hash: "b".repeat(16) }, "version"],
    ["a logo before", { sizeBytes: 7e8, durationS: 5412 }, "version"],
    ["another film", { sizeBytes: 7e8, durationS: 2600 }, "different"],
    ["a size alone", { hash: null }, null],
    ["nothing but another size", { sizeBytes: 1, durationS: null }, null],
  ];

for (const [what, change, match] of PAIRS) {
  Deno.test(`compareCopies() knows ${what}`, () => {
    assert.equal(compareCopies(A, { ...A, ...change }), match);
    assert.equal(compareCopies({ ...A, ...change }, A), match);
  });
}

Deno.test("compareCopies() takes no short film for a version of another", () => {
  const short = { sizeBytes: 1, durationS: 30, hash: null };
  assert.equal(
    compareCopies(short, { ...short, sizeBytes: 2, durationS: 50 }),
    "different",
  );
});

/** Slices of the method, and the bytes of each. */
const SLICES = 16;
const SLICE_BYTES = 64 * 1024;

Deno.test("takeFingerprint() changes with any slice and reads 1 MiB at most", async () => {
  const bytes = countingBytes(5_000_000);
  const take = async (change: number | null) => {
    const copy = bytes.slice();
    if (change !== null) copy[change] = (copy[change] ?? 0) ^ 1;
    const reader = blobReader(new Blob([copy]));
    let readBytes = 0;
    const { hash } = await takeFingerprint({
      sizeBytes: reader.sizeBytes,
      read(offset, length) {
        readBytes += length;
        return reader.read(offset, length);
      },
    }, 60);
    assert.ok(readBytes <= 1024 * 1024);
    return hash;
  };
  const hash = await take(null);
  assert.match(hash ?? "", /^[0-9a-f]{16}$/);
  assert.equal(await take(null), hash);
  const lastAt = bytes.length - SLICE_BYTES;
  for (let slice = 0; slice < SLICES; slice++) {
    const at = Math.floor(lastAt * slice / (SLICES - 1));
    for (const change of [at, at + SLICE_BYTES - 1]) {
      assert.notEqual(await take(change), hash, `${change}`);
    }
    if (slice === SLICES - 1) continue;
    assert.equal(await take(at + SLICE_BYTES), hash, "between two slices");
  }
});

Deno.test("takeFingerprint() takes that of a film shorter than a slice", async () => {
  const { hash } = await takeFingerprint(blobReader(new Blob(["film"])), null);
  assert.match(hash ?? "", /^[0-9a-f]{16}$/);
});
