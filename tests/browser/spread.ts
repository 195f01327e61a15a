import assert from "node:assert/strict";
import { eventually } from "./eventually.ts";
import type { Viewer } from "./viewer.ts";

/** How long two films may take to be in step, in ms: on a busy machine they are thrown off again. */
const STEP_WITHIN_MS = 25_000;

/**
 * How far two playing films are apart, in ms: each position is read with the instant at which it
 * was true, by the clock that all pages of one machine share. Positive: `a` is ahead.
 */
export async function spreadMs(a: Viewer, b: Viewer): Promise<number> {
  const [one, other] = await Promise.all([originMs(a), originMs(b)]);
  return other - one;
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
  }, { withinMs: STEP_WITHIN_MS });
}

/** When a playing film would have begun, had it always played at its speed; median of some looks. */
async function originMs(viewer: Viewer): Promise<number> {
  // Looked at inside the page: a look from here would wait for a busy machine each time.
  const looks = await viewer.page.evaluate(async () => {
    const video = document.querySelector("video");
    const origins: number[] = [];
    for (let look = 0; look < 9; look++) {
      if (video === null || video.paused) return [];
      const atMs = performance.timeOrigin + performance.now();
      origins.push(atMs - video.currentTime * 1000 / video.playbackRate);
      await new Promise((resolve) => setTimeout(resolve, 30));
    }
    return origins.sort((x, y) => x - y);
  });
  const middle = looks[Math.floor(looks.length / 2)];
  assert.ok(middle !== undefined, `${viewer.name}'s film is paused`);
  return middle;
}
