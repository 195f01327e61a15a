import assert from "node:assert/strict";
import { begin, type Reading, step } from "@/lib/sync/mod.ts";
import { COURSE, READING } from "./fixture.ts";

/** Local ms at which the page wakes up. */
const WOKE_MS = 8000;
/** By how much the clock of its jump was ahead, in ms. */
const AHEAD_MS = 80;

/**
 * Steps of 20 ms after a jump by a clock that is 80 ms ahead, and what is done in the one that knows
 * better.
 *
 * @param afterMs how long after the wake-up it is known
 * @param movedMs how far the clock then moves
 * @param offMs how far behind the room the picture is by the new clock
 */
function corrected(
  { afterMs = 300, movedMs = -AHEAD_MS, offMs = -AHEAD_MS, ...change }:
    & { afterMs?: number; movedMs?: number; offMs?: number }
    & Partial<Reading> = {},
): string[] {
  const look = (
    localMs: number,
    serverMs: number,
    reading: Partial<Reading>,
    memory = begin(),
  ) =>
    step({
      course: COURSE,
      reading: { ...READING, isPaused: false, ...reading },
      serverMs,
      localMs,
    }, memory);
  let next = look(1000, 1000, { positionS: 11 });
  next = look(WOKE_MS, WOKE_MS + AHEAD_MS, { positionS: 11 }, next.memory);
  assert.deepEqual(next.actions.at(-1)?.type, "seek");
  for (let ms = 20; ms < afterMs; ms += 20) {
    const serverMs = WOKE_MS + ms + AHEAD_MS;
    const positionS = 10 + serverMs / 1000;
    next = look(WOKE_MS + ms, serverMs, { positionS }, next.memory);
  }
  const localMs = WOKE_MS + afterMs;
  const serverMs = localMs + AHEAD_MS + movedMs;
  const positionS = 10 + (serverMs - offMs) / 1000;
  return look(localMs, serverMs, { positionS, ...change }, next.memory)
    .actions.map(({ type }) => type);
}

Deno.test("step() jumps once more, without a pause, where the clock of the jump before was wrong", () => {
  assert.deepEqual(corrected(), ["pitch", "rate", "seek"]);
  assert.deepEqual(corrected({ movedMs: 90, offMs: 90 }).at(-1), "seek");
});

Deno.test("step() does not jump once more for less than 40 ms, into what is not loaded, unseen, or later", () => {
  assert.deepEqual(corrected({ movedMs: -30, offMs: -80 }), []);
  assert.deepEqual(corrected({ offMs: -30 }), []);
  assert.deepEqual(corrected({ buffered: [[0, 18.4]] }), []);
  assert.deepEqual(corrected({ isHidden: true }), []);
  assert.deepEqual(corrected({ afterMs: 1600 }), []);
});
