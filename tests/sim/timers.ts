/** All that is to happen in a simulated world, in order of its instant and of being asked for. */
export class Timers {
  nowMs = 0;
  #number = 0;
  /** Sorted, soonest last. */
  readonly #due: {
    readonly atMs: number;
    readonly number: number;
    callback: (() => void) | null;
  }[] = [];

  /** Things that are still to happen. */
  get size(): number {
    return this.#due.length;
  }

  /** Calls once after a delay in ms of true time; gives back how to call it off. */
  after(delayMs: number, callback: () => void): () => void {
    const one: { atMs: number; number: number; callback: (() => void) | null } =
      {
        atMs: this.nowMs + Math.max(0, delayMs),
        number: ++this.#number,
        callback,
      };
    let low = 0;
    let high = this.#due.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      // Later, or asked for later: what comes first lies further back.
      if ((this.#due[middle]?.atMs ?? 0) > one.atMs) low = middle + 1;
      else high = middle;
    }
    this.#due.splice(low, 0, one);
    return () => one.callback = null;
  }

  /** Lets everything happen up to an instant; `each` runs after each thing. */
  runUntil(endMs: number, each: () => void = () => {}): void {
    for (
      let next = this.#due.at(-1);
      next !== undefined && next.atMs <= endMs;
      next = this.#due.at(-1)
    ) {
      this.#due.pop();
      this.nowMs = next.atMs;
      if (next.callback === null) continue;
      next.callback();
      each();
    }
    this.nowMs = endMs;
  }
}
