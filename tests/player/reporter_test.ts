import assert from "node:assert/strict";
import type { PlayerReport } from "@/lib/player/mod.ts";
import { createReporter } from "../../lib/player/reporter.ts";

const REPORT: PlayerReport = {
  positionS: 10,
  rate: 0,
  speed: 1,
  state: "paused",
  stalled: false,
  bufferedS: 5,
  downloadBps: null,
  durationS: 60,
  sourceId: 1,
  film: "film",
  hidden: false,
  playLatencyMs: 70,
  seekLatencyMs: 140,
};

/** When reports went out, of those offered. */
function sent(
  offers: readonly (readonly [number, Partial<PlayerReport>, "called"?])[],
) {
  const times: number[] = [];
  let calls = 0;
  const reporter = createReporter((_, atLocalMs) => times.push(atLocalMs), {
    peek: () => calls,
  });
  for (const [atMs, change, called] of offers) {
    if (called !== undefined) calls++;
    reporter.offer({ ...REPORT, ...change }, atMs);
  }
  return times;
}

const CASES: [string, Parameters<typeof sent>[0], number[]][] = [
  ["first at once", [[0, {}], [250, {}]], [0]],
  ["each second", [[0, {}], [500, {}], [1000, {}], [1960, {}]], [
    0,
    1000,
    1960,
  ]],
  ["a pause at once", [[0, { state: "playing" }], [240, {}]], [0, 240]],
  [
    "a burst not more than ten times a second",
    [[0, {}], [20, { stalled: true }], [40, {}], [110, { stalled: true }]],
    [0, 110],
  ],
  ["a seek at once", [[0, {}], [240, { positionS: 20 }]], [0, 240]],
  [
    "no movement that was to be expected",
    [[0, { rate: 1 }], [480, { rate: 1, positionS: 10.48 }]],
    [0],
  ],
  [
    "what a crowd's rows call for, and not by itself between them",
    [
      ...[[0, {}], [600, {}, "called"], [1100, {}], [1590, {}]] as const,
      ...[[1605, {}, "called"], [2610, {}, "called"]] as const,
    ],
    [0, 600, 1605, 2610],
  ],
  [
    "no call that came just after it, but the next",
    [[0, {}], [400, {}, "called"], [1000, {}], [1405, {}, "called"]],
    [0, 1405],
  ],
  [
    "a change between two calls at once",
    [[0, {}], [600, {}, "called"], [900, { state: "playing" }]],
    [0, 600, 900],
  ],
  [
    "each second again once nobody calls",
    [[0, {}], [600, {}, "called"], [2090, {}], [2110, {}], [3100, {}]],
    [0, 600, 2110, 3100],
  ],
  ["no growing buffer", [[0, {}], [480, { bufferedS: 9 }]], [0]],
];

for (const [what, offers, times] of CASES) {
  Deno.test(`createReporter() tells ${what}`, () => {
    assert.deepEqual(sent(offers), times);
  });
}
