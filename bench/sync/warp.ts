import type { Warp } from "./watcher.ts";

/** Clocks that are wrong by seconds, drawn anew, and gain so much. */
export function drawWarp(skew: number): Warp {
  return {
    offsetMs: 1000 * Math.random() * 60,
    wallOffsetMs: 1000 * (Math.random() - 0.5) * 20,
    skew,
  };
}
