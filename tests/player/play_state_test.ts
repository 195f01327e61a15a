import assert from "node:assert/strict";
import type { Reading } from "@/lib/sync/mod.ts";
import { playState, type Standing } from "../../lib/player/play_state.ts";

const READING: Reading = {
  positionS: 10,
  durationS: 60,
  isPaused: false,
  isSeeking: false,
  isEnded: false,
  readyState: 4,
  rate: 1,
  buffered: [],
  isHidden: false,
};

const CASES: [
  state: ReturnType<typeof playState>,
  why: string,
  reading: Partial<Reading>,
  standing: Partial<Standing>,
][] = [
  ["empty", "without a film", {}, { hasFilm: false }],
  ["failed", "with a problem", {}, { hasProblem: true }],
  ["blocked", "before a tap", { isPaused: true }, { isBlocked: true }],
  ["ended", "at the end", { isEnded: true, isPaused: true }, {}],
  ["loading", "before a picture", { readyState: 1, isPaused: true }, {}],
  ["playing", "with a moving picture", {}, {}],
  ["waiting", "without data", { readyState: 2 }, {}],
  ["waiting", "during a seek", { isSeeking: true, readyState: 1 }, {}],
  ["waiting", "paused on the way to a moving room", { isPaused: true }, {}],
  ["paused", "paused", { isPaused: true }, { isWanted: false }],
];

for (const [state, why, reading, standing] of CASES) {
  Deno.test(`playState() says ${state} ${why}`, () => {
    assert.equal(
      playState({
        reading: { ...READING, ...reading },
        hasFilm: true,
        hasProblem: false,
        isBlocked: false,
        isWanted: true,
        ...standing,
      }),
      state,
    );
  });
}
