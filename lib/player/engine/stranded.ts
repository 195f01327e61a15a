/** As much of an element as tells where it waits, and for what. */
export type Waiting = Pick<
  HTMLMediaElement,
  "seeking" | "currentTime" | "buffered"
>;

/**
 * Finds an element that waits for what will not come: it was sent to before all that is loaded, and
 * nothing goes on there. Two looks in a row have to see the same, since what is loaded is thrown away
 * a moment after a seek out of it.
 *
 * @returns for each look the place, in s, where the film begins then; null while all is well
 */
export function strandedLooks(): (element: Waiting) => number | null {
  let before: { readonly atS: number; readonly beginS: number } | null = null;
  return ({ seeking, currentTime: atS, buffered }) => {
    const beginS = buffered.length > 0 ? buffered.start(0) : -Infinity;
    const now = seeking && atS < beginS ? { atS, beginS } : null;
    const isAgain = now !== null && before?.atS === now.atS &&
      before.beginS === now.beginS;
    before = now;
    return isAgain ? beginS : null;
  };
}
