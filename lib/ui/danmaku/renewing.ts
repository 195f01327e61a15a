/** How many a thing takes where no moment is quiet; then what it shows is cut short. */
export const TAKEN_MAX = 4000;

/** Something that keeps all it was ever given and works as long as it is open. */
export interface Renewing<T> {
  /** The one that is open; null while none is. */
  now(): T | null;
  /** The one that takes the next thing, which is counted. */
  forNext(nowMs: number): T;
  /** Closes it where nothing was given for so long that nothing is shown any more. */
  rest(nowMs: number): void;
  close(): void;
}

/** What renewing needs. */
export interface RenewingParts<T> {
  open(): T;
  /** How long a thing is shown at most, in ms. */
  lifeMs(): number;
}

/** Opens one for what it is given, and another in its place before it has been given too much. */
export function createRenewing<T extends { destroy(): void }>(
  { open, lifeMs }: RenewingParts<T>,
): Renewing<T> {
  let one: T | null = null;
  let taken = 0;
  let lastMs = -Infinity;
  const close = () => {
    one?.destroy();
    one = null;
    taken = 0;
  };
  return {
    now: () => one,
    forNext(nowMs) {
      if (taken >= TAKEN_MAX) close();
      one ??= open();
      taken++;
      lastMs = nowMs;
      return one;
    },
    rest(nowMs) {
      if (nowMs - lastMs > lifeMs()) close();
    },
    close,
  };
}
