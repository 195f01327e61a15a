import type { HubClock } from "./ports.ts";

/** Links that are served in one go: a command that comes meanwhile waits 2 to 3 ms. */
const SLICE = 200;
/** Between two slices, in ms: long enough for what came in to be answered. */
const BETWEEN_MS = 5;
/** Frames that may wait for their turn; where there are more, the oldest waits no longer. */
const WAITING_MAX = 4;

/**
 * Hands what can wait to many links a slice at a time, in order, so that thousands of rows never
 * stand before a command. Fewer than a slice are served at once.
 */
export class Slices {
  readonly #clock: HubClock;
  /** Each serves a slice of its links, and tells whether that was the last. */
  #waiting: (() => boolean)[] = [];
  #cancel: (() => void) | null = null;

  constructor(clock: HubClock) {
    this.#clock = clock;
  }

  /** Serves all of these, now or within a moment. */
  deliver<T>(those: readonly T[], serve: (one: T) => void): void {
    let served = 0;
    this.#waiting.push(() => {
      for (const one of those.slice(served, served += SLICE)) serve(one);
      return served >= those.length;
    });
    while (this.#waiting.length > WAITING_MAX) {
      if (this.#waiting[0]?.() === true) this.#waiting.shift();
    }
    if (this.#cancel === null) this.#next();
  }

  /** Serves nobody any more. */
  close(): void {
    this.#cancel?.();
    this.#cancel = null;
    this.#waiting = [];
  }

  #next(): void {
    this.#cancel = null;
    while (this.#waiting[0]?.() === true) this.#waiting.shift();
    if (this.#waiting.length === 0) return;
    this.#cancel = this.#clock.after(BETWEEN_MS, () => this.#next());
  }
}
