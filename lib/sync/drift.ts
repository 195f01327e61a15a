import { jump } from "./jump.ts";
import type { FollowMemory, Run } from "./memory.ts";
import type { Situation, Step } from "./situation.ts";

/**
 * How long an element plays before it may jump for drift a second time, in ms, doubled with each
 * jump that did not help: a film that comes too slowly is better seen late than never.
 */
const DRIFT_AGAIN_MS = 2000;
/** Doublings at most: 32 s. */
const DRIFT_DOUBLINGS_MAX = 4;
/** Time after which a jump for drift is forgotten, in ms; another course forgets it at once. */
const DRIFT_FORGET_MS = 90_000;

/** Whether it may jump for drift now: the more jumps were in vain, the less often. */
export function mayDriftJump(
  { drift }: FollowMemory,
  { eventMs }: Run,
  localMs: number,
): boolean {
  if (drift.count === 0 || localMs - drift.lastMs > DRIFT_FORGET_MS) {
    return true;
  }
  const waitMs = DRIFT_AGAIN_MS *
    2 ** Math.min(drift.count, DRIFT_DOUBLINGS_MAX);
  return localMs - Math.max(drift.lastMs, eventMs) > waitMs;
}

/** Jumps for drift, and counts it. */
export function driftJump(situation: Situation, memory: FollowMemory): Step {
  const { localMs } = situation;
  const { count, lastMs } = memory.drift;
  const isOld = localMs - lastMs > DRIFT_FORGET_MS;
  const drift = { count: isOld ? 1 : count + 1, lastMs: localMs };
  return jump(situation, { ...memory, drift }, "drift");
}
