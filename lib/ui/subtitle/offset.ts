import { clamp } from "@/lib/base/mod.ts";

/** How far subtitles may be moved on one device, in s, each way. */
export const OFFSET_MAX_S = 30;
/** One step of the slider and of the keys, in s: shorter than a syllable. */
export const OFFSET_STEP_S = 0.1;

/** An offset moved by some seconds, on the grid of steps and inside the bounds. */
export function shiftBy(offsetS: number, byS: number): number {
  const steps = Math.round((offsetS + byS) / OFFSET_STEP_S);
  return clamp(steps / 10, -OFFSET_MAX_S, OFFSET_MAX_S);
}
