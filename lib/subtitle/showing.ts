import type { Cue } from "./cue.ts";

/** Cues that are shown at one instant at most; a file with more of them is no talk. */
export const SHOWN_MAX = 6;
/** How long before an instant a cue may have begun and still be looked for, in s. */
const LOOK_BACK_S = 600;

/**
 * The cues to be shown at a position, oldest first.
 *
 * @param cues by start
 * @param positionS seconds into the film
 */
export function cuesAt(
  cues: readonly Cue[],
  positionS: number,
): readonly Cue[] {
  const shown: Cue[] = [];
  for (let at = firstAfter(cues, positionS) - 1; at >= 0; at--) {
    const cue = cues[at];
    if (cue === undefined || cue.startS < positionS - LOOK_BACK_S) break;
    if (cue.endS > positionS && shown.push(cue) >= SHOWN_MAX) break;
  }
  return shown.reverse();
}

/**
 * When what is shown changes next, in seconds into the film; Infinity where it never does.
 *
 * @param cues by start
 */
export function nextChangeS(cues: readonly Cue[], positionS: number): number {
  const nextS = cues[firstAfter(cues, positionS)]?.startS ?? Infinity;
  return cuesAt(cues, positionS)
    .reduce((soonestS, { endS }) => Math.min(soonestS, endS), nextS);
}

/** Index of the first cue that begins after a position. */
function firstAfter(cues: readonly Cue[], positionS: number): number {
  let low = 0;
  let high = cues.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((cues[middle]?.startS ?? Infinity) <= positionS) low = middle + 1;
    else high = middle;
  }
  return low;
}
