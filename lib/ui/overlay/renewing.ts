/** How many a thing takes until it is opened anew at the next quiet moment. */
export const TAKEN_MAX = 1000;
/** How many it takes where no moment is quiet; then what it shows is cut short. */
export const TAKEN_BUSY_MAX = 4 * TAKEN_MAX;

/** Something that keeps all it was ever given, and is therefore opened anew now and then. */
export interface Renewing<T> {
  /** The one that is open. */
  now(): T;
  /** The one that takes the next thing, which is counted. */
  forNext(nowMs: number): T;
}

/** What renewing needs. */
export interface RenewingParts<T> {
  open(): T;
  /** How long a thing is shown at most, in ms: after that the moment is quiet. */
  readonly lifeMs: number;
}

/** Opens one, and another in its place before it has been given too much. */
export function createRenewing<T extends { destroy(): unknown }>(
  { open, lifeMs }: RenewingParts<T>,
): Renewing<T> {
  let one = open();
  let taken = 0;
  let lastMs = -Infinity;
  return {
    now: () => one,
    forNext(nowMs) {
      const isQuiet = nowMs - lastMs > lifeMs;
      if (taken >= (isQuiet ? TAKEN_MAX : TAKEN_BUSY_MAX)) {
        one.destroy();
        one = open();
        taken = 0;
      }
      taken++;
      lastMs = nowMs;
      return one;
    },
  };
}
