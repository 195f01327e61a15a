/** Where messages over the picture may begin, as a share of the height: 0..70 %, as the original. */
export const TOP_MAX = 70;
/** Two messages closer than this would cover each other, in percent of the height. */
const APART = 14;
/** Tries for a free place before a message takes the best one found. */
const TRIES = 12;

/**
 * A height for a new message over the picture: anywhere, but away from those already there.
 *
 * @param taken heights in use, in percent
 * @param unit gives a number in 0 <= x < 1
 * @returns percent of the height from the top, 0..{@linkcode TOP_MAX}
 */
export function placeMessage(
  taken: readonly number[],
  unit: () => number,
): number {
  let best = 0;
  let bestApart = -1;
  for (let tries = 0; tries < TRIES; tries++) {
    const top = Math.round(unit() * TOP_MAX);
    const apart = Math.min(...taken.map((one) => Math.abs(one - top)));
    if (apart >= APART) return top;
    if (apart > bestApart) {
      bestApart = apart;
      best = top;
    }
  }
  return best;
}
