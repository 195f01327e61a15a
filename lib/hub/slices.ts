import type { HubClock } from "./ports.ts";

/** Links that are served in one turn: their writes take as long again, and a command that comes meanwhile waits. */
const SLICE = 200;
/** A turn is over after this, in ms: the longest message takes some 25 µs for each link. */
const TURN_MS = 2;

/** What slices need. */
export interface SlicesParts {
  readonly clock: Pick<HubClock, "nowMs">;
  /** Calls when there is time for the next slice; gives back how to call it off. */
  readonly later: (serve: () => void) => () => void;
  /** Frames that may wait; where there are more, the oldest waits no longer. */
  readonly waitingMax: number;
}

/**
 * Hands what can wait to many links a slice at a time, in order, so that thousands of frames never
 * stand before a command. Fewer than a slice are served at once.
 */
export class Slices {
  readonly #parts: SlicesParts;
  /** Each serves its links until an instant at the latest, and tells whether that were all. */
  #waiting: ((untilMs: number) => boolean)[] = [];
  #cancel: (() => void) | null = null;

  constructor(parts: SlicesParts) {
    this.#parts = parts;
  }

  /** Serves all of these, now or within a moment. */
  deliver<T>(those: readonly T[], serve: (one: T) => void): void {
    const { clock, waitingMax } = this.#parts;
    let served = 0;
    this.#waiting.push((untilMs) => {
      for (const one of those.slice(served, served + SLICE)) {
        serve(one);
        served++;
        if (clock.nowMs() >= untilMs) break;
      }
      return served >= those.length;
    });
    while (this.#waiting.length > waitingMax) {
      if (this.#waiting[0]?.(Infinity) === true) this.#waiting.shift();
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
    const untilMs = this.#parts.clock.nowMs() + TURN_MS;
    while (this.#waiting[0]?.(untilMs) === true) {
      this.#waiting.shift();
      if (this.#parts.clock.nowMs() >= untilMs) break;
    }
    if (this.#waiting.length === 0) return;
    this.#cancel = this.#parts.later(() => this.#next());
  }
}
