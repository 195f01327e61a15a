import assert from "node:assert/strict";
import { createSteering } from "@/lib/player/steering.ts";
import { createSyncLog } from "@/lib/player/sync_log.ts";
import { type Action, type Course, UNLEARNT } from "@/lib/sync/mod.ts";

const PLAYING: Course = {
  positionS: 100,
  rate: 1.5,
  speed: 1.5,
  atMs: 2000,
  prev: null,
  revision: 3,
  durationS: 7200,
};

const DUE: readonly (readonly [
  what: string,
  course: Course | null,
  serverMs: number | null,
  dueS: number,
])[] = [
  ["a film that plays", PLAYING, 4000, 103],
  ["its end", { ...PLAYING, positionS: 7199 }, 60_000, 7200],
  ["what may be live", { ...PLAYING, durationS: null }, 4000, 0],
  ["a viewer on their own", null, 4000, 0],
  ["a clock that is not known yet", PLAYING, null, 0],
];

for (const [what, course, serverMs, dueS] of DUE) {
  Deno.test(`createSteering() tells where a film is due: ${what}`, () => {
    const steering = createSteering({
      hand: { apply() {}, speed: () => 1, setSpeed() {} } as never,
      log: createSyncLog(),
      learnt: UNLEARNT,
      room: () => course,
      clock: { toServerMs: () => serverMs, roundTripMs: () => null },
    });
    assert.equal(steering.dueS(0), dueS);
  });
}

Deno.test("createSteering() leads a jump until the picture is on its line, and lets go then", () => {
  // An element that begins later than any is thought to.
  const element = { positionS: 0, rate: 1, isPaused: false, standsMs: 0 };
  let localMs = 0;
  const apply = (action: Action) => {
    if (action.type === "play") {
      element.isPaused = false;
      element.standsMs = 200;
    }
    if (action.type === "pause") element.isPaused = true;
    if (action.type === "rate") element.rate = action.rate;
    if (action.type === "seek") element.positionS = action.positionS;
  };
  const steering = createSteering({
    hand: { apply, speed: () => 1, setSpeed: () => element.rate = 1 } as never,
    log: createSyncLog(),
    learnt: UNLEARNT,
    room: () => null,
    clock: { toServerMs: (atMs) => atMs, roundTripMs: () => 20 },
  });
  const line = { positionS: 300, rate: 1, speed: 1, atMs: 0, prev: null };
  steering.jump(line);
  let worstS = 0;
  while (localMs < 8000 && steering.course() !== null) {
    const { positionS, rate, isPaused } = element;
    const waitMs = steering.step({
      ...{ positionS, rate, isPaused, durationS: 7200, readyState: 4 },
      ...{ isSeeking: false, isEnded: false, isHidden: false },
      buffered: [[0, 7200]],
    }, localMs);
    worstS = Math.abs(300 + localMs / 1000 - element.positionS);
    const stepMs = Math.min(waitMs, 50);
    const movesMs = element.isPaused ? 0 : stepMs - element.standsMs;
    element.standsMs = Math.max(0, -movesMs);
    element.positionS += element.rate * Math.max(0, movesMs) / 1000;
    localMs += stepMs;
  }
  assert.equal(steering.course(), null);
  assert.ok(localMs < 5000, `${localMs} ms`);
  assert.ok(worstS <= 0.02, `${worstS} s off`);
  assert.equal(element.rate, 1);
});
