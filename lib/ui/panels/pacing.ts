import {
  batch,
  effect,
  type ReadonlySignal,
  type Signal,
} from "@preact/signals";

/** More changes a second than anyone follows: whoever reads wants the end of it. */
const STORM_PER_S = 30;

/** How often something is drawn, in ms: usually, and in a storm of changes. */
export interface Paces {
  readonly everyMs: number;
  readonly stormMs: number;
}

/** What of a signal is drawn. */
export interface Drawing<T> {
  readonly shown: Signal<T>;
  /** Whether it changes faster than anyone follows. */
  readonly isStorm: Signal<boolean>;
}

/** The time it runs in: local monotonic ms, and a timer that can be called off. */
export interface PacingTime {
  nowMs(): number;
  after(delayMs: number, act: () => void): () => void;
}

/**
 * Draws a signal: the first change at once, then no more than one in each pace, the last always
 * included. What changes in a storm is drawn as a whole.
 *
 * @returns how to stop
 */
export function startPacing<T>(
  source: ReadonlySignal<T>,
  { shown, isStorm }: Drawing<T>,
  { everyMs, stormMs, nowMs, after }: Paces & PacingTime,
): () => void {
  let changes = 0;
  let lastMs = -Infinity;
  let cancel: (() => void) | null = null;
  const show = () => {
    cancel = null;
    const atMs = nowMs();
    const perS = changes * 1000 / (atMs - lastMs);
    lastMs = atMs;
    batch(() => {
      isStorm.value = perS > STORM_PER_S;
      shown.value = source.peek();
    });
    changes = 0;
    // Looked at once more, since a storm ends without a change.
    if (isStorm.peek()) cancel = after(stormMs, show);
  };
  const stop = effect(() => {
    void source.value;
    changes++;
    if (cancel !== null) return;
    const waitMs = lastMs + everyMs - nowMs();
    if (waitMs <= 0) show();
    else cancel = after(waitMs, show);
  });
  return () => {
    stop();
    cancel?.();
  };
}
