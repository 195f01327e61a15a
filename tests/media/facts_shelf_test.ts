import assert from "node:assert/strict";
import { type FilmFacts, NO_FACTS } from "@/lib/film/mod.ts";
import { createFactsCache } from "@/lib/media/facts_cache.ts";
import {
  FACTS_FILE_BYTES_MAX,
  FACTS_KEPT_MAX,
  openFactsShelf,
} from "@/lib/media/facts_shelf.ts";
import type { FilmFile } from "@/lib/media/scan.ts";
import { FakeTimers } from "./fake_timers.ts";
import { withFolder } from "./folder.ts";

const film = (name: string, change: Partial<FilmFile> = {}): FilmFile => ({
  name,
  realPath: `/films/${name}`,
  sizeBytes: 7,
  mtimeMs: 1_790_000_000_000.125,
  etag: '"1"',
  ...change,
});

const KNOWN: FilmFacts = {
  ...NO_FACTS,
  container: "MP4",
  durationS: 61.5,
  faststart: false,
  audio: [{
    codec: null,
    name: "DTS",
    channels: 6,
    sampleRateHz: 48000,
    language: "jpn",
    isDefault: true,
  }],
};

/** A start of the server: what is known of films, and which had to be read. */
async function start(path: string, films: readonly FilmFile[]) {
  const reads: string[] = [];
  const shelf = openFactsShelf(path);
  const cache = createFactsCache({
    timers: new FakeTimers(),
    shelf,
    read: ({ name }) => {
      reads.push(name);
      if (name === "dead.mp4") throw new Error("the disk is dead");
      return Promise.resolve(KNOWN);
    },
  });
  cache.want(films);
  await cache.settled(1000);
  await shelf.write();
  cache.close();
  return { reads, known: films.map((one) => cache.known(one)) };
}

const NAMES = ["夏/a.mp4", "b.mp4"];

Deno.test("openFactsShelf() keeps facts over a start, and not of another state of a film or of a failed disk", async () => {
  await withFolder({}, async (folder) => {
    const path = `${folder}/facts.json`;
    const dead = film("dead.mp4");
    const films = [...NAMES.map((name) => film(name)), dead];
    const first = await start(path, films);
    assert.deepEqual(first.reads, [...NAMES, "dead.mp4"]);
    // Another inode, as after a copy of the folder, is the same film.
    const later = [film(NAMES[0] ?? "", { etag: '"2"' }), dead];
    const second = await start(path, [
      ...later,
      film("b.mp4", { mtimeMs: 5 }),
      film("b.mp4", { sizeBytes: 8, etag: '"3"' }),
    ]);
    assert.deepEqual(second.reads, ["dead.mp4", "b.mp4", "b.mp4"].slice(0, 3));
    assert.deepEqual(second.known[0], KNOWN);
    assert.equal(second.known[1]?.problem?.code, "unreadable");
  });
});

Deno.test("openFactsShelf() passes over what is none of ours, and writes a good file again", async () => {
  const good = JSON.stringify(["a.mp4", 7, 1.790000000000125e15, KNOWN]);
  const files: Record<string, string> = {
    "no JSON": "{",
    "another shape": "[1,2]",
    "another version": `{"version":0,"films":[${good}]}`,
    "an odd film":
      `{"version":1,"films":[["a.mp4",7,1.790000000000125e15,{}]]}`,
    "a negative size": `{"version":1,"films":[["a.mp4",-7,1,${good}]]}`,
  };
  for (const [what, content] of Object.entries(files)) {
    await withFolder({ "facts.json": content }, async (folder) => {
      const path = `${folder}/facts.json`;
      assert.deepEqual((await start(path, [film("a.mp4")])).reads, ["a.mp4"]);
      assert.deepEqual((await start(path, [film("a.mp4")])).reads, [], what);
    });
  }
});

Deno.test("openFactsShelf() reads no endless file, needs no folder, and keeps a bounded number of films", async () => {
  await withFolder({ "facts.json": "" }, async (folder) => {
    const path = `${folder}/facts.json`;
    await Deno.truncate(path, FACTS_FILE_BYTES_MAX + 1);
    await openFactsShelf(path).ready;
    const nowhere = `${folder}/none/facts.json`;
    assert.deepEqual((await start(nowhere, [film("a.mp4")])).known, [KNOWN]);
    const shelf = openFactsShelf(nowhere);
    for (let index = 0; index <= FACTS_KEPT_MAX; index++) {
      shelf.set(film(`${index}.mp4`), NO_FACTS);
    }
    assert.equal(shelf.get(film("0.mp4")), null);
    assert.deepEqual(shelf.get(film("1.mp4")), NO_FACTS);
  });
});
