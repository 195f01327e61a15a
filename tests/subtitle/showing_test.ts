import assert from "node:assert/strict";
import {
  type Cue,
  cuesAt,
  nextChangeS,
  SHOWN_MAX,
  SIDE_CARS_MAX,
  sideCarsOf,
} from "@/lib/subtitle/mod.ts";

const cue = (startS: number, endS: number): Cue => ({
  startS,
  endS,
  text: `${startS}`,
  isTop: false,
});
const CUES = [cue(1, 3), cue(2, 10), cue(5, 6)];

const CASES: readonly [positionS: number, shown: string, nextS: number][] = [
  [0, "", 1],
  [1, "1", 2],
  [2.5, "1 2", 3],
  [3, "2", 5],
  [5.5, "2 5", 6],
  [10, "", Infinity],
];

for (const [positionS, shown, nextS] of CASES) {
  Deno.test(`cuesAt() and nextChangeS() at ${positionS} s`, () => {
    const texts = cuesAt(CUES, positionS).map(({ text }) => text);
    assert.equal(texts.join(" "), shown);
    assert.equal(nextChangeS(CUES, positionS), nextS);
  });
}

Deno.test("cuesAt() shows a bounded number", () => {
  const all = Array.from({ length: 50 }, () => cue(1, 9));
  assert.equal(cuesAt(all, 2).length, SHOWN_MAX);
});

Deno.test("sideCarsOf() finds the files that belong to a film", () => {
  const files = [
    "film.srt",
    "film.zh-CN.ASS",
    "film.en.forced.vtt",
    "film.mp4",
    "film2.srt",
    "a/film.en.vtt",
    "film.a.b.c.d.e.srt",
    ".srt",
  ];
  const of = sideCarsOf(files);
  assert.deepEqual(of("film.mp4"), [
    "film.srt",
    "film.zh-CN.ASS",
    "film.en.forced.vtt",
  ]);
  assert.deepEqual(of("a/film.mkv"), ["a/film.en.vtt"]);
  assert.deepEqual(of("film2.mp4"), ["film2.srt"]);
  assert.deepEqual(of("other.mp4"), []);
  const many = Array.from({ length: 99 }, (_, at) => `film.${at}.srt`);
  assert.equal(sideCarsOf(many)("film.mp4").length, SIDE_CARS_MAX);
});
