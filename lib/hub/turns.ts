import type { HubClock } from "./ports.ts";

/** Between two turns, in ms: what came in meanwhile is answered before the next. */
const BETWEEN_MS = 1;

/**
 * Turns for work of all rooms that can wait, one at a time and in the order asked: however much of
 * it there is, a command waits for one turn of it at the most.
 */
export class Turns {
  readonly #clock: HubClock;
  readonly #waiting = new Set<() => void>();
  #cancel: (() => void) | null = null;

  constructor(clock: HubClock) {
    this.#clock = clock;
  }

  /** Calls once, when its turn has come; gives back how to call it off. */
  next(work: () => void): () => void {
    this.#waiting.add(work);
    this.#set();
    return () => {
      this.#waiting.delete(work);
      if (this.#waiting.size > 0) return;
      this.#cancel?.();
      this.#cancel = null;
    };
  }

  #set(): void {
    if (this.#cancel !== null || this.#waiting.size === 0) return;
    this.#cancel = this.#clock.after(BETWEEN_MS, () => {
      this.#cancel = null;
      const [work] = this.#waiting;
      if (work === undefined) return;
      this.#waiting.delete(work);
      this.#set();
      work();
    });
  }
}
