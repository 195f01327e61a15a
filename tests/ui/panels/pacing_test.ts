import assert from "node:assert/strict";
import { signal } from "@preact/signals";
import { startPacing } from "@/lib/ui/panels/pacing.ts";

/** A signal that is drawn, in a time that is moved by hand. */
function begin() {
  let nowMs = 0;
  const timers = new Map<() => void, number>();
  const source = signal(0);
  const shown = signal(-1);
  const isStorm = signal(false);
  const drawn: number[] = [];
  shown.subscribe((value) => drawn.push(value));
  const stop = startPacing(source, { shown, isStorm }, {
    everyMs: 100,
    stormMs: 500,
    nowMs: () => nowMs,
    after: (delayMs, act) => {
      timers.set(act, nowMs + delayMs);
      return () => timers.delete(act);
    },
  });
  const goTo = (toMs: number) => {
    nowMs = toMs;
    for (const [act, atMs] of timers) {
      if (atMs > nowMs) continue;
      timers.delete(act);
      act();
    }
  };
  return { source, isStorm, drawn, goTo, stop, timers };
}

Deno.test("startPacing() draws the first change at once, and the last of those that come soon after", () => {
  const { source, drawn, goTo } = begin();
  goTo(1000);
  for (const value of [1, 2, 3]) source.value = value;
  assert.deepEqual(drawn, [-1, 0, 1]);
  goTo(1099);
  assert.deepEqual(drawn, [-1, 0, 1]);
  goTo(1100);
  assert.deepEqual(drawn, [-1, 0, 1, 3]);
});

Deno.test("startPacing() draws a storm at its own pace, and is calm again once it is over", () => {
  const { source, isStorm, drawn, goTo } = begin();
  goTo(1000);
  // 200 a second.
  for (let atMs = 1000; atMs < 3000; atMs += 5) {
    source.value++;
    goTo(atMs + 5);
  }
  assert.equal(isStorm.value, true);
  assert.ok(drawn.length < 9, `${drawn.length} times`);
  goTo(3500);
  assert.equal(drawn.at(-1), source.value);
  goTo(4000);
  assert.equal(isStorm.value, false);
  source.value++;
  goTo(4100);
  assert.equal(drawn.at(-1), source.value);
});

Deno.test("startPacing() leaves no timer behind", () => {
  const { source, stop, timers } = begin();
  source.value = 1;
  assert.equal(timers.size, 1);
  stop();
  assert.equal(timers.size, 0);
  source.value = 2;
  assert.equal(timers.size, 0);
});
