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
  readonly missing?: Signal<number>;
  /** Called when it did not come, once until it does. */
  onMissing?(): void;
  /** Calls once after a delay in ms; gives back how to call it off. */
  after?(delayMs: number, callback: () => void): () => void;
}

/**
 * Fetches a part of the page's code, again and again until it comes.
 *
 * @returns how to let go of the part, or of waiting for it
 */
export function fetchPart<T>(
  { load, use, missing, onMissing, after = whenBetter }: PartNeeds<T>,
): () => void {
  let stop: (() => void) | void;
  let isOver = false;
  let isMissing = false;
  const count = (now: boolean) => {
    if (now === isMissing) return;
    isMissing = now;
    if (missing !== undefined) missing.value += now ? 1 : -1;
    if (now) onMissing?.();
  };
  const ask = () => {
    load().then((part) => {
      if (isOver) return;
      count(false);
      stop = use(part);
    }, () => {
      if (isOver) return;
      count(true);
      // Who was told may have taken the wish back.
      if (!isOver) stop = after(AGAIN_MS, ask);
    });
  };
  ask();
  return () => {
    isOver = true;
    count(false);
    stop?.();
  };
}

/** After the delay, or as soon as the line is back. */
function whenBetter(delayMs: number, callback: () => void): () => void {
  const cancel = () => {
    clearTimeout(timer);
    removeEventListener("online", now);
  };
  const now = () => {
    cancel();
    callback();
  };
  const timer = setTimeout(now, delayMs);
  addEventListener("online", now);
  return cancel;
}
