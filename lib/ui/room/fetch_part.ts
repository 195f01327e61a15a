import type { Signal } from "@preact/signals";

/** How long after a failed load a part is asked for again, in ms; each time half as long again. */
const AGAIN_MS = 3000;
/** Longest wait between two tries, in ms: a page of yesterday may ask for what is gone for good. */
const AGAIN_MAX_MS = 30_000;
/** The event by which the page says that its link to the server is back. */
export const LINE_BACK = "line-back";

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
  let waitMs = AGAIN_MS;
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
      if (!isOver) stop = after(waitMs, ask);
      waitMs = Math.min(1.5 * waitMs, AGAIN_MAX_MS);
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
  const timer = setTimeout(() => now(), delayMs);
  const cancel = whenLineBack(() => now());
  const stop = () => {
    clearTimeout(timer);
    cancel();
  };
  const now = () => {
    stop();
    callback();
  };
  return stop;
}

/**
 * Calls once the network or the link to the server is back.
 *
 * @returns how to call it off
 */
export function whenLineBack(callback: () => void): () => void {
  const types = ["online", LINE_BACK];
  const stop = () => {
    for (const type of types) removeEventListener(type, now);
  };
  const now = () => {
    stop();
    callback();
  };
  for (const type of types) addEventListener(type, now);
  return stop;
}
