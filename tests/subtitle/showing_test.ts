import assert from "node:assert/strict";
import {
  type Cue,
  cuesAt,
  isSideCar,
  nextChangeS,
  SHOWN_MAX,
  sideCarLabel,
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

Deno.test("isSideCar() tells which file belongs to a film", () => {
  for (
    const [subtitle, film, expected] of [
      ["film.srt", "film.mp4", true],
      ["film.zh-CN.ASS", "film.mp4", true],
      ["a/film.en.vtt", "a/film.mkv", true],
      ["film.mp4", "film.mp4", false],
      ["film2.srt", "film.mp4", false],
      ["other/film.srt", "film.mp4", false],
      ["film./x.srt", "film.mp4", false],
    ] as const
  ) assert.equal(isSideCar(subtitle, film), expected, subtitle);
  assert.equal(sideCarLabel("a/film.zh.forced.srt", "a/film.mp4"), "zh.forced");
  assert.equal(sideCarLabel("film.srt", "film.mp4"), "");
});
