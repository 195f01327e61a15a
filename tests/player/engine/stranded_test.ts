import assert from "node:assert/strict";
import {
  strandedLooks,
  type Waiting,
} from "../../../lib/player/engine/stranded.ts";

/** An element that seeks to `atS` and has loaded some spans, each from and to so many s. */
function seeking(atS: number, ...spans: [number, number][]): Waiting {
  const buffered = {
    length: spans.length,
    start: (one: number) => spans[one]?.[0] ?? NaN,
    end: (one: number) => spans[one]?.[1] ?? NaN,
  };
  return { seeking: true, currentTime: atS, buffered };
}

Deno.test("strandedLooks() finds at the second look who waits before all that is loaded", () => {
  const look = strandedLooks();
  assert.equal(look(seeking(0)), null);
  assert.equal(look(seeking(0, [2, 60])), null);
  assert.equal(look(seeking(0, [2, 60])), 2);
});

const WELL: [what: string, looks: Waiting[]][] = [
  ["who was sent elsewhere meanwhile", [
    seeking(0, [2, 60]),
    seeking(1, [2, 60]),
  ]],
  ["what is thrown away and comes anew", [
    seeking(5, [20, 60]),
    seeking(5),
    seeking(5, [4, 6]),
  ]],
  ["who waits for more behind what is loaded", [
    seeking(70, [2, 60]),
    seeking(70, [2, 60]),
  ]],
  ["who plays on", [
    { ...seeking(0, [2, 60]), seeking: false },
    { ...seeking(0, [2, 60]), seeking: false },
  ]],
];
for (const [what, looks] of WELL) {
  Deno.test(`strandedLooks() leaves alone ${what}`, () => {
    const look = strandedLooks();
    for (const one of looks) assert.equal(look(one), null);
  });
}
