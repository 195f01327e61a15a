/** A world of its own time: things happen at instants, in order, in one thread. */
export class World {
  #nowMs = 0;
  #order = 0;
  readonly #queue: { atMs: number; order: number; run: () => void }[] = [];

  /** True time, which nobody in the world can read. */
  get nowMs(): number {
    return this.#nowMs;
  }

  /** Lets something happen in `delayMs`. Returns how to prevent it. */
  after(delayMs: number, run: () => void): () => void {
    const item = {
      atMs: this.#nowMs + Math.max(0, delayMs),
      order: this.#order++,
      run,
    };
    const index = this.#queue.findLastIndex((other) => other.atMs <= item.atMs);
    this.#queue.splice(index + 1, 0, item);
    return () => {
      item.run = () => {};
    };
  }

  /** Lets time pass until `untilMs`. */
  runUntil(untilMs: number): void {
    for (;;) {
      const next = this.#queue[0];
      if (next === undefined || next.atMs > untilMs) break;
      this.#queue.shift();
      this.#nowMs = next.atMs;
      next.run();
    }
    this.#nowMs = untilMs;
  }
}
