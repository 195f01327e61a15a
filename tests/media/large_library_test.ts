import assert from "node:assert/strict";
import { NO_FACTS } from "@/lib/film/mod.ts";
import { createMediaServer } from "@/lib/media/mod.ts";
import { answerLibrary } from "@/lib/media/api.ts";
import { UNWATCHED_STALE_MS } from "@/lib/media/library.ts";
import { SCAN_LIMITS } from "@/lib/media/scan.ts";
import { readLibrary } from "@/lib/ui/later/library_film.ts";

const { filmsMax } = SCAN_LIMITS;
/** Far above what a slow disk takes: a listing that grows with the square of its films is above it. */
const LIST_MS_MAX = 10_000;

Deno.test("createMediaServer() lists 5,000 films of sub-folders in a moment, reads each once, and stops there", async () => {
  const mediaDir = await Deno.makeTempDir({ prefix: "17kan-large-" });
  const nameOf = (index: number) =>
    `season ${Math.floor(index / 100)}/${index}.mp4`;
  for (let index = 0; index < filmsMax; index++) {
    if (index % 100 === 0) {
      await Deno.mkdir(`${mediaDir}/season ${index / 100}`);
    }
    Deno.writeTextFileSync(`${mediaDir}/${nameOf(index)}`, "film");
  }
  let reads = 0;
  let nowMs = 0;
  const media = createMediaServer({
    mediaDir,
    demoPath: new URL("../../static/001.mp4", import.meta.url).pathname,
    nowMs: () => nowMs,
    watch: () => null,
    readFacts: () => (reads++, Promise.resolve(NO_FACTS)),
  });
  const list = async () => {
    const beginMs = performance.now();
    const answer = await answerLibrary(
      new Request("http://host/api/library"),
      media,
    );
    const { films, isCutShort } = await answer.json();
    const tookMs = performance.now() - beginMs;
    assert.ok(tookMs < LIST_MS_MAX, `${tookMs} ms`);
    return readLibrary({ films, isCutShort });
  };
  try {
    let first = await list();
    // A slow disk may take longer than a listing waits.
    while (!first.films.every((film) => film.isRead)) first = await list();
    assert.equal(first.isCutShort, false);
    assert.equal(first.films.length, filmsMax + 1, "and the demo");
    assert.deepEqual(
      first.films.slice(-2).map(({ path }) => path),
      [nameOf(filmsMax - 2), nameOf(filmsMax - 1)],
    );
    await list();
    assert.equal(reads, filmsMax + 1, "each film is read once");
    // An unwatched folder is looked through again by and by.
    await Deno.writeTextFile(`${mediaDir}/one more.mp4`, "film");
    nowMs += UNWATCHED_STALE_MS;
    const more = await list();
    assert.equal(more.isCutShort, true);
    assert.equal(more.films.length, filmsMax + 1);
  } finally {
    media.close();
    await Deno.remove(mediaDir, { recursive: true });
  }
});
