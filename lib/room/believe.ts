import type { Now } from "./state.ts";

/** A client's instant may lie this far ahead, in ms: its clock is a little off. */
const AHEAD_MAX_MS = 100;
/** And this far back, in ms: no link that works is slower. */
const BACK_MAX_MS = 5000;

/** Whether an instant lies so far back that what was true then says nothing of now. */
export function isLongAgo(
  atMs: number,
  { nowMs }: Pick<Now, "nowMs">,
): boolean {
  return atMs < nowMs - BACK_MAX_MS;
}

/**
 * An instant as a client dates it, or now where that cannot be: a clock that is not yet settled
 * may be seconds off, and ageing a position by that would show a gap, or seek, to nowhere.
 */
export function believableMs(atMs: number, { nowMs }: Now): number {
  return atMs > nowMs + AHEAD_MAX_MS || isLongAgo(atMs, { nowMs })
    ? nowMs
    : atMs;
}
