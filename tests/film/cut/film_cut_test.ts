import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import {
  buffersOf,
  CUT_VERSION,
  cutFilm,
  cutTables,
  planClipOf,
  readClip,
  UncuttableError,
  type UncuttableReason,
  writePlaylist,
} from "@/lib/film/cut/mod.ts";
import { blobReader } from "@/lib/film/mod.ts";
import { box } from "@/lib/film/cut/box.ts";
import { type MadeFilm, madeReader, makeTables } from "./made_tables.ts";
import { run } from "./run.ts";

const GIB = 1024 ** 3;
const SMALL: MadeFilm = {
  frames: 1000,
  frameBytes: 100,
  packets: 2000,
  packetBytes: 10,
  mediaOffset: 32,
};

Deno.test("cutFilm() reads beyond 4 GiB by 64-bit offsets, one stretch a clip", async () => {
  const reader = madeReader({ ...SMALL, mediaOffset: 5 * GIB }, 6 * GIB);
  const cut = await cutFilm(reader);
  assert.equal(cut.clips.length, 10);
  const plan = planClipOf(cut, 1);
  // The tracks alternate in the file, and are read as they lie.
  assert.deepEqual(plan?.stretches, [
    { offset: 5 * GIB + 4 * 3000, length: 4 * 3000 },
  ]);
  assert.equal(planClipOf(cut, 10), null);
});

Deno.test("cutFilm() reads a film's tables and nothing of its pictures", async () => {
  const reader = madeReader(SMALL, 2 * GIB);
  await cutFilm(reader);
  const before = reader.reads.reduce((sum, [, length]) => sum + length, 0);
  assert.ok(before < 100_000, `${before} bytes were read`);
});

Deno.test("writePlaylist() adds up to the film's length without drift", async () => {
  const cut = await cutFilm(madeReader(SMALL, 2 * GIB));
  const text = writePlaylist(cut.clips, {
    init: "init.mp4",
    clip: (index) => `${index}.m4s`,
  });
  const sum = [...text.matchAll(/#EXTINF:([\d.]+),/g)]
    .reduce((total, [, s]) => total + Number(s), 0);
  assert.equal(sum, 40);
  assert.match(text, /#EXT-X-TARGETDURATION:4\n/);
});

/** Films that are refused, by what stands in the way. */
const REFUSED: readonly (readonly [
  UncuttableReason,
  string,
  Partial<MadeFilm>,
])[] = [
  ["codec", "an unknown codec", { videoCodec: "mp4v" }],
  ["encrypted", "encryption", { videoCodec: "encv" }],
  ["edits", "two stretches", { edits: [[1000, 0], [1000, 50]] }],
  ["damaged", "no frame at all", { frames: 0 }],
  ["damaged", "frames beyond the end", { mediaOffset: 3 * GIB }],
  ["too-large", "no second keyframe", { frameBytes: 1e6, keyEvery: 1000 }],
  ["too-large", "too many frames", { frames: 2_000_001 }],
];

for (const [reason, what, odd] of REFUSED) {
  Deno.test(`cutFilm() refuses ${what}`, async () => {
    await assert.rejects(
      cutFilm(madeReader({ ...SMALL, ...odd }, 2 * GIB)),
      (error) => error instanceof UncuttableError && error.reason === reason,
    );
  });
}

/** Films of ffmpeg's that are refused. */
const MADE: readonly (readonly [UncuttableReason, readonly string[]])[] = [
  ["fragmented", [
    ...["-f", "lavfi", "-i", "testsrc2=s=64x36:d=1", "-c:v", "libx264"],
    ...["-movflags", "frag_keyframe+empty_moov", "film.mp4"],
  ]],
  ["no-video", ["-f", "lavfi", "-i", "sine=d=1", "film.m4a"]],
  ["not-mp4", ["-f", "lavfi", "-i", "testsrc2=s=64x36:d=1", "film.mkv"]],
];

for (const [reason, args] of MADE) {
  Deno.test(`cutFilm() refuses a film of the browser's disk: ${reason}`, async () => {
    const blob = await makeBlob(args);
    await assert.rejects(
      cutFilm(blobReader(blob)),
      (error) => error instanceof UncuttableError && error.reason === reason,
    );
  });
}

Deno.test("cutFilm() never fails but in its own words, whatever is damaged", async () => {
  const blob = await makeBlob([
    ...["-f", "lavfi", "-i", "testsrc2=s=64x36:d=9", "-f", "lavfi"],
    ...["-i", "sine=d=9", "-c:v", "libx264", "-g", "25", "film.mp4"],
  ]);
  const film = new Uint8Array(await blob.arrayBuffer());
  const tables = new TextDecoder("latin1").decode(film).indexOf("moov") - 4;
  let seed = 17;
  const roll = (max: number) => {
    seed = (seed * 1103515245 + 12345) % 2 ** 31;
    return Math.floor(seed / 2 ** 31 * max);
  };
  for (let round = 0; round < 400; round++) {
    const bytes = film.slice();
    for (let byte = 0; byte < 3; byte++) {
      bytes[tables + 8 + roll(film.length - tables - 8)] = roll(256);
    }
    const reader = blobReader(new Blob([bytes]));
    try {
      const cut = await cutFilm(reader);
      for (const index of cut.clips.keys()) {
        const plan = planClipOf(cut, index);
        if (plan !== null) await readClip(reader, plan);
      }
    } catch (error) {
      assert.ok(error instanceof UncuttableError, `round ${round}: ${error}`);
    }
  }
});

async function makeBlob(args: readonly string[]): Promise<Blob> {
  const folder = await Deno.makeTempDir({ prefix: "17kan-cut-" });
  try {
    const path = `${folder}/${args.at(-1)}`;
    await run("ffmpeg", ["-v", "error", ...args.slice(0, -1), path]);
    return new Blob([await Deno.readFile(path)]);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.test("cutTables() gives up tables of more boxes than any film has, wherever they lie", () => {
  const filler = new Uint8Array(8 * 5000);
  for (let at = 0; at < filler.length; at += 8) filler.set(box("free"), at);
  const tables = makeTables(SMALL);
  const many = box("moov", filler, tables.subarray(8));
  assert.throws(
    () => cutTables(many, 2 * GIB),
    (error) => error instanceof UncuttableError && error.reason === "too-large",
  );
});

Deno.test("cutTables() keeps in memory what of a film is shown, and says how much that is", () => {
  const edited = makeTables({ ...SMALL, edits: [[1000, 0]] });
  const whole = cutTables(makeTables(SMALL), 2 * GIB);
  const cut = cutTables(edited, 2 * GIB);
  const held = buffersOf(cut).reduce((sum, one) => sum + one.byteLength, 0);
  assert.ok(cut.memoryBytes >= held);
  // Of 40 s one is shown.
  assert.ok(held * 5 < whole.memoryBytes, `${held} of ${whole.memoryBytes}`);
  assert.equal(cut.tracks[0]?.samples.count, 25);
});

Deno.test("CUT_VERSION is raised with every change of a clip's bytes", async () => {
  const cut = await cutFilm(madeReader(SMALL, 2 * GIB));
  const hash = createHash("sha256").update(cut.init);
  for (const index of [0, 9]) {
    const plan = planClipOf(cut, index);
    assert.ok(plan !== null);
    hash.update(plan.head).update(JSON.stringify(plan.stretches));
  }
  const bytes = hash.digest("hex").slice(0, 16);
  assert.deepEqual([CUT_VERSION, bytes], [1, "a215659bb6a84585"]);
});
