import assert from "node:assert/strict";
import { NO_ABSENCE, type Presence, watchAbsence } from "@/lib/sync/mod.ts";

/** Looks, each 250 ms unless `gapMs` says otherwise; what is told, in ms. */
function tell(looks: readonly (Partial<Presence> & { gapMs?: number })[]) {
  let memory = NO_ABSENCE;
  let atMs = 1000;
  const told: number[] = [];
  for (const { gapMs = 250, ...change } of looks) {
    atMs += gapMs;
    const next = watchAbsence(memory, {
      wallMs: 1e12 + atMs,
      isAway: false,
      isInStep: true,
      jumps: 0,
      ...change,
    });
    memory = next.memory;
    if (next.awayMs !== null) told.push(next.awayMs);
  }
  return told;
}

const times = <T>(count: number, look: T): T[] =>
  Array.from({ length: count }, () => look);

Deno.test("watchAbsence() tells once that the picture is back after a stopped process", () => {
  const told = tell([
    ...times(4, {}),
    { gapMs: 3000, isInStep: false, jumps: 0 },
    { isInStep: false, jumps: 1 },
    ...times(8, { jumps: 1 }),
  ]);
  assert.deepEqual(told, [3000]);
});

Deno.test("watchAbsence() says nothing of a hidden tab that stayed in step", () => {
  const hidden = times(9, { isAway: true, gapMs: 1000 });
  assert.deepEqual(tell([{}, ...hidden, ...times(8, {})]), []);
});

Deno.test("watchAbsence() says nothing of a link that was lost under a picture that stayed in step", () => {
  const lost = times(17, { isAway: true, gapMs: 1000 });
  const back = times(8, { jumps: 1 });
  assert.deepEqual(tell([{}, ...lost, ...back]), []);
  // What was off before is none of it.
  assert.deepEqual(tell([{ isInStep: false }, {}, ...lost, ...back]), []);
  const off = { isInStep: false, jumps: 0 };
  assert.deepEqual(tell([{}, ...lost, off, ...back]), [16_250]);
});

Deno.test("watchAbsence() tells a locked phone that it is back, from when it was locked", () => {
  const told = tell([
    {},
    ...times(10, { isAway: true, gapMs: 1000, isInStep: false }),
    { isInStep: false, jumps: 1 },
    ...times(8, { jumps: 1 }),
  ]);
  assert.deepEqual(told, [9250]);
});

Deno.test("watchAbsence() is silent about a jump without an absence, and about one that never comes back", () => {
  assert.deepEqual(tell([{}, ...times(8, { jumps: 1 })]), []);
  const lost = times(40, { jumps: 1, isInStep: false });
  const told = tell([{}, { gapMs: 5000 }, ...lost, ...times(9, { jumps: 2 })]);
  assert.deepEqual(told, []);
});
