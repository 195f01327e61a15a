import assert from "node:assert/strict";
import {
  chooseRoad,
  type FilmRoad,
  isShortLine,
  type KnownLine,
  type RoadFacts,
} from "@/lib/client/film_road.ts";

const FACTS: RoadFacts = {
  path: "a.mp4",
  prefersClips: false,
  isShortLine: false,
  isRefused: false,
};

const ROADS: readonly (readonly [string, Partial<RoadFacts>, FilmRoad])[] = [
  ["a film on a good line", {}, "file"],
  ["a film on a short line", { isShortLine: true }, "clips"],
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
