import { effect, type ReadonlySignal, untracked } from "@preact/signals";
import type { Problem } from "./problem.ts";

/** Between two tries to load a film whose server is gone, in ms. */
const RETRY_MS = 4000;

/**
 * What is wrong with the film, which is opened again where that may pass by itself: at once where the
 * link comes back, and every now and then while it stands.
 */
export interface Retrying {
  /** What is wrong now; null is nothing. */
  see(problem: Problem | null): void;
  problem(): Problem | null;
  close(): void;
}

/**
 * @param isLinked whether the server is there; where it comes back, a film most often does
 * @param again opens the film again
 * @param after calls once after a delay in ms; gives back how to call it off
 */
export function createRetrying(
  isLinked: ReadonlySignal<boolean>,
  again: () => void,
  after: (delayMs: number, callback: () => void) => () => void = byTimer,
): Retrying {
  let seen: Problem | null = null;
  let cancel = () => {};
  let wasLinked = isLinked.peek();
  const mayPass = () => seen?.code === "network" || seen?.code === "segment";
  const stop = effect(() => {
    const isBack = isLinked.value && !wasLinked;
    wasLinked = isLinked.value;
    if (!isBack || !mayPass()) return;
    // Also where a try is under way: one that began without a network waits for long.
    cancel();
    untracked(again);
  });
  return {
    see(problem) {
      seen = problem;
      cancel();
      if (!mayPass()) return;
      // Without the link a try would only take away the picture that is still shown.
      cancel = after(RETRY_MS, () => isLinked.peek() && again());
    },
    problem: () => seen,
    close() {
      cancel();
      stop();
    },
  };
}

function byTimer(delayMs: number, callback: () => void): () => void {
  const timer = setTimeout(callback, delayMs);
  return () => clearTimeout(timer);
}
