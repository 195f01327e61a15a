/** What a watch of the event loop needs. */
export interface LoopParts {
  readonly nowMs: () => number;
  /** Calls once after a delay in ms; gives back how to call it off. */
  readonly after: (delayMs: number, callback: () => void) => () => void;
  /** Hears how late each look was, in ms. */
  readonly onLag: (lagMs: number) => void;
}

/** A watch of the event loop. */
export interface LoopWatch {
  /** How late the last look was, or how late the one that is due is by now, in ms. */
  lagMs(): number;
  close(): void;
}

/** Time between two looks, in ms. */
const LOOK_MS = 500;

/**
 * Watches how long work waits for this thread: a timer that is late by as much as whatever came
 * before it took.
 */
export function watchLoop({ nowMs, after, onLag }: LoopParts): LoopWatch {
  let lastMs = 0;
  let dueMs = nowMs() + LOOK_MS;
  let cancel = after(LOOK_MS, look);
  function look(): void {
    lastMs = Math.max(0, nowMs() - dueMs);
    onLag(lastMs);
    dueMs = nowMs() + LOOK_MS;
    cancel = after(LOOK_MS, look);
  }
  return {
    lagMs: () => Math.max(lastMs, nowMs() - dueMs),
    close: () => cancel(),
  };
}
