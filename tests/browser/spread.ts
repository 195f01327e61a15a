import assert from "node:assert/strict";
import { eventually, pause } from "./eventually.ts";
import type { FilmNow, Viewer } from "./viewer.ts";

/** Looks that one measurement takes the median of. */
const LOOKS = 9;
/** Time between two of them, in ms. */
const APART_MS = 60;

/**
 * How far two playing films are apart, in ms: each position is read with the instant at which it
 * was true, by the clock that all pages of one machine share. Positive: `a` is ahead.
 */
export async function spreadMs(a: Viewer, b: Viewer): Promise<number> {
  const spreads: number[] = [];
  for (let look = 0; look < LOOKS; look++) {
    const [one, other] = await Promise.all([a.film(), b.film()]);
    assert.ok(!one.isPaused && !other.isPaused, "one of the films is paused");
    spreads.push((originMs(one) - originMs(other)) * -1);
    await pause(APART_MS);
  }
  spreads.sort((x, y) => x - y);
  return spreads[Math.floor(LOOKS / 2)] ?? NaN;
}

/** Waits until two films are less than `withinMs` apart. */
export async function areInStep(
  a: Viewer,
  b: Viewer,
  withinMs = 40,
): Promise<void> {
  await eventually(async () => {
    const spread = await spreadMs(a, b);
    assert.ok(
      Math.abs(spread) < withinMs,
      `${a.name} is ${spread.toFixed(1)} ms ahead of ${b.name}`,
    );
  });
}

// When the film would have begun, had it always played at the speed of now.
function originMs({ atMs, positionS, rate }: FilmNow): number {
  return atMs - positionS * 1000 / rate;
}
