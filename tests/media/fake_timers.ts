import type { Timers } from "@/lib/media/timers.ts";

/** Time that passes only when told to. */
export class FakeTimers implements Timers {
  #nowMs = 0;
  readonly #waiting = new Set<{ atMs: number; run: () => void }>();

  nowMs = () => this.#nowMs;

  after(delayMs: number, run: () => void): () => void {
    const timer = { atMs: this.#nowMs + delayMs, run };
    this.#waiting.add(timer);
    return () => void this.#waiting.delete(timer);
  }

  /** How many are waiting. */
  get size(): number {
    return this.#waiting.size;
  }

  /** Lets time pass and runs what comes due, in order. */
  pass(spanMs: number): void {
    const endMs = this.#nowMs + spanMs;
    for (
      let next = this.#next(endMs);
      next !== null;
      next = this.#next(endMs)
    ) {
      this.#nowMs = next.atMs;
      this.#waiting.delete(next);
      next.run();
    }
    this.#nowMs = endMs;
  }

  #next(endMs: number) {
    const due = [...this.#waiting].filter(({ atMs }) => atMs <= endMs);
    return due.sort((a, b) => a.atMs - b.atMs)[0] ?? null;
  }
}
