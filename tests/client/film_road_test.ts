import assert from "node:assert/strict";
import {
  chooseRoad,
  type FilmRoad,
  type FilmShape,
  isBetterCut,
  isShortLine,
  type KnownLine,
  type RoadFacts,
} from "@/lib/client/film_road.ts";

const FACTS: RoadFacts = {
  path: "a.mp4",
  prefersClips: false,
  isShortLine: false,
  isBetterCut: false,
  isRefused: false,
};

const ROADS: readonly (readonly [string, Partial<RoadFacts>, FilmRoad])[] = [
  ["a film on a good line", {}, "file"],
  ["a film on a short line", { isShortLine: true }, "clips"],
  ["a film that is better cut", { isBetterCut: true }, "clips"],
  ["one whose clips were refused", {
    isBetterCut: true,
    isRefused: true,
  }, "file"],
  ["what the viewer asked for", { prefersClips: true }, "clips"],
  [
    "a film that cannot be cut",
    { prefersClips: true, isRefused: true },
    "file",
  ],
  ["another container", { prefersClips: true, path: "a.mkv" }, "file"],
  ["QuickTime's ending", { prefersClips: true, path: "b/A.MOV" }, "clips"],
];

for (const [what, change, road] of ROADS) {
  Deno.test(`chooseRoad() chooses for ${what}`, () => {
    assert.equal(chooseRoad({ ...FACTS, ...change }), road);
  });
}

const LINES: readonly (readonly [string, KnownLine | undefined, boolean])[] = [
  ["nothing known", undefined, false],
  ["a browser that says nothing", {}, false],
  ["a phone in the country", { effectiveType: "2g" }, true],
  ["a good line", { effectiveType: "4g" }, false],
  ["one who spares data", { effectiveType: "4g", saveData: true }, true],
];

for (const [what, line, isShort] of LINES) {
  Deno.test(`isShortLine() judges ${what}`, () => {
    assert.equal(
      isShortLine(line === undefined ? {} : { connection: line }),
      isShort,
    );
  });
}

const SHAPE: FilmShape = {
  indexBytes: null,
  faststart: true,
  bitrateBps: null,
};

const SHAPES:
  readonly (readonly [string, FilmShape, number | null, boolean])[] = [
    ["tables last", { ...SHAPE, faststart: false }, null, true],
    ["tables first", { ...SHAPE, bitrateBps: 2e6 }, null, false],
    ["nothing known", { ...SHAPE, faststart: null }, 1, false],
    ["a line too short", { ...SHAPE, bitrateBps: 2e6 }, 2e5, true],
    ["a line long enough", { ...SHAPE, bitrateBps: 2e6 }, 3.1e5, false],
    ["tables of ten minutes", { ...SHAPE, indexBytes: 3e5 }, null, false],
    ["tables of two hours", { ...SHAPE, indexBytes: 4e6 }, null, true],
  ];

for (const [what, shape, lineBps, isBetter] of SHAPES) {
  Deno.test(`isBetterCut() judges ${what}`, () => {
    assert.equal(isBetterCut(shape, lineBps), isBetter);
  });
}
