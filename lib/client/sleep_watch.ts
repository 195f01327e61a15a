import { SLEPT_MS } from "@/lib/time/mod.ts";

/** Between two looks, in ms: what slept is found within it. */
const LOOK_MS = 100;
/** A difference between two clocks beyond which one of them stood still, in ms. */
const APART_MS = 300;

/** What a sleep is seen by. */
export interface SleepPorts {
  /** Local monotonic ms: on some systems it stands still while the computer sleeps. */
  readonly nowMs: () => number;
  /** The wall clock in ms, which never does. */
  readonly wallMs: () => number;
  /** Whether timers tick seldom anyway, since nobody sees the page. */
  readonly isHidden: () => boolean;
  /** Calls again and again; gives back how to stop. */
  readonly every: (periodMs: number, callback: () => void) => () => void;
}

/**
 * Tells when a page that is seen goes on after its computer slept or its process was stopped, and one
 * that is hidden after its clock stood still meanwhile: no event of the browser does.
 *
 * @returns how to stop
 */
export function watchSleep(
  { nowMs, wallMs, isHidden, every }: SleepPorts,
  onWake: () => void,
): () => void {
  let lastMs = nowMs();
  let lastWallMs = wallMs();
  return every(LOOK_MS, () => {
    const passedMs = nowMs() - lastMs;
    const wallPassedMs = wallMs() - lastWallMs;
    lastMs += passedMs;
    lastWallMs += wallPassedMs;
    const isGap = !isHidden() && Math.max(passedMs, wallPassedMs) > SLEPT_MS;
    // A wall clock that is set differs as well; asking for the server's time once more costs little.
    // Nobody sees a hidden page, but it may be heard.
    if (isGap || Math.abs(wallPassedMs - passedMs) > APART_MS) onWake();
  });
}
