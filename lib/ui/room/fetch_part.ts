import type { Signal } from "@preact/signals";

/** How long after a failed load a part is asked for again, in ms. */
const AGAIN_MS = 3000;

/** What fetching a part takes. */
export interface PartNeeds<T> {
  /** Such as `() => import("./engine.ts")`. */
  load(): Promise<T>;
  /** Gets the part; what it returns is called when the part is let go. */
  use(part: T): (() => void) | void;
  /** Counts the parts that were asked for and did not come. */
  readonly missing: Signal<number>;
  /** Calls once after a delay in ms; gives back how to call it off. */
  after?(delayMs: number, callback: () => void): () => void;
}

/**
 * Fetches a part of the page's code, again and again until it comes.
 *
 * @returns how to let go of the part, or of waiting for it
 */
export function fetchPart<T>(
  { load, use, missing, after = byTimer }: PartNeeds<T>,
): () => void {
  let stop: (() => void) | void;
  let isOver = false;
  let isMissing = false;
  const count = (now: boolean) => {
    if (now !== isMissing) missing.value += now ? 1 : -1;
    isMissing = now;
  };
  const ask = () => {
    load().then((part) => {
      if (isOver) return;
      count(false);
      stop = use(part);
    }, () => {
      if (isOver) return;
      count(true);
      stop = after(AGAIN_MS, ask);
    });
  };
  ask();
  return () => {
    isOver = true;
    count(false);
    stop?.();
  };
}

function byTimer(delayMs: number, callback: () => void): () => void {
  const timer = setTimeout(callback, delayMs);
  return () => clearTimeout(timer);
}
