/** A list that keeps the newest `sizeMax` things and forgets the oldest. */
export class Ring<T> {
  readonly #slots: T[] = [];
  readonly #sizeMax: number;
  #oldest = 0;

  /**
   * @param sizeMax how many things it holds at the most
   * @throws {RangeError} when that is not a whole number above 0
   */
  constructor(sizeMax: number) {
    if (!Number.isInteger(sizeMax) || sizeMax < 1) {
      throw new RangeError(
        `Cannot make a ring of ${sizeMax} as its size must be 1 or more`,
      );
    }
    this.#sizeMax = sizeMax;
  }

  /** How many things are in it. */
  get size(): number {
    return this.#slots.length;
  }

  /** Adds one; the oldest leaves when the ring is full. */
  push(thing: T): void {
    if (this.#slots.length < this.#sizeMax) {
      this.#slots.push(thing);
      return;
    }
    this.#slots[this.#oldest] = thing;
    this.#oldest = (this.#oldest + 1) % this.#sizeMax;
  }

  /** All that is in it, oldest first, as a list of its own. */
  toArray(): T[] {
    return [
      ...this.#slots.slice(this.#oldest),
      ...this.#slots.slice(0, this.#oldest),
    ];
  }
}
