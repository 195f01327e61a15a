import assert from "node:assert/strict";
import { describeFilm } from "@/lib/media/film.ts";
import {
  FILMS_SHOWN_MAX,
  findFilms,
  readLibrary,
} from "@/lib/ui/later/library_film.ts";

function film(path: string) {
  return describeFilm(
    {
      name: path,
      realPath: `/films/${path}`,
      sizeBytes: 363_332,
      mtimeMs: 1,
      etag: '"1"',
    },
    null,
    [],
  );
}

Deno.test("readLibrary() reads what the server lists", () => {
  const films = [film("001.mp4"), film("series/01 影.mkv")];
  const { films: read, isCutShort } = readLibrary(
    JSON.parse(JSON.stringify({ films, isCutShort: true })),
  );
  assert.equal(isCutShort, true);
  assert.deepEqual(read.map(({ path }) => path), [
    "001.mp4",
    "series/01 影.mkv",
  ]);
  assert.equal(read[1]?.name, "01 影.mkv");
  assert.equal(read[0]?.isRead, false);
});

Deno.test("readLibrary() refuses another shape", () => {
  for (const data of [null, {}, { films: [{}] }, { films: "none" }]) {
    assert.throws(() => readLibrary(data), TypeError);
  }
});

Deno.test("findFilms() finds part of a path and bounds what is shown", () => {
  const { films } = readLibrary({
    films: Array.from({ length: 150 }, (_, n) => film(`Season 1/${n}.mp4`)),
  });
  assert.equal(findFilms(films, "").shown.length, FILMS_SHOWN_MAX);
  assert.equal(findFilms(films, "").found, 150);
  assert.deepEqual(findFilms(films, "season 1/77").shown.map((f) => f.name), [
    "77.mp4",
  ]);
  assert.equal(findFilms(films, "no").found, 0);
});
