/** How fine a browser's word on the position is, as far as its readings showed. */
export interface Grain {
  /** The reading before: position in s and local ms; null where the element did not just move. */
  readonly last: { readonly positionS: number; readonly atMs: number } | null;
  /** Readings of a moving element that were compared with the one before, and those alike; bounded. */
  readonly looks: number;
  readonly repeats: number;
}

/** Nothing seen yet. */
export const NO_GRAIN: Grain = { last: null, looks: 0, repeats: 0 };

/** Readings further apart hide a stair, in ms: Firefox moves currentTime in stairs of 40 ms. */
const CLOSE_MS = 32;
/** Readings closer than that may be alike in any browser, in ms. */
const APART_MS = 12;
/** Readings before a verdict. */
const LOOKS_MIN = 12;
/** Readings after which the older half is forgotten. */
const LOOKS_MAX = 48;
/** Share of readings alike that makes a stair: Firefox gives half of them. */
const STAIRED = 0.25;

/** Takes in a reading of a moving element. */
export function lookAt(
  { last, looks, repeats }: Grain,
  { positionS, atMs }: { readonly positionS: number; readonly atMs: number },
): Grain {
  const now = { positionS, atMs };
  if (last === null) return { last: now, looks, repeats };
  const apartMs = atMs - last.atMs;
  if (apartMs < APART_MS) return { last, looks, repeats };
  if (apartMs > CLOSE_MS) return { last: now, looks, repeats };
  const isAlike = Math.abs(positionS - last.positionS) < 1e-6;
  const share = looks >= LOOKS_MAX ? 0.5 : 1;
  return {
    last: now,
    looks: looks * share + 1,
    repeats: repeats * share + (isAlike ? 1 : 0),
  };
}

/** Whether positions come in stairs, so that most of them are old. */
export function isStaired({ looks, repeats }: Grain): boolean {
  return looks >= LOOKS_MIN && repeats > STAIRED * looks;
}
