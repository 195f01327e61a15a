/** How long danmaku fly, in s. */
export interface Pace {
  /** From one side of the picture to the other. */
  readonly rollS: number;
  /** In their place at its top or bottom. */
  readonly stillS: number;
}

/** The original's figures. */
const PACES = {
  place: { rollS: 10, stillS: 8 },
  large: { rollS: 16, stillS: 12 },
} as const;

/**
 * How long danmaku fly over a picture in its place on the page, or a large one: the way across page
 * or screen is longer.
 *
 * @param speed what the viewer made of it, 1 as usual
 */
export function paceOf(
  { isLarge, speed }: { readonly isLarge: boolean; readonly speed: number },
): Pace {
  const { rollS, stillS } = PACES[isLarge ? "large" : "place"];
  return { rollS: rollS / speed, stillS: stillS / speed };
}
