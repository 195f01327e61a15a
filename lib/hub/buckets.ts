import { type Bucket, type BucketSize, take } from "./bucket.ts";

/** Buckets that are remembered at the most: the one asked for longest ago goes first. */
const KEPT_MAX = 16_384;

/** A bucket for each of many: rooms, or network addresses. */
export class Buckets {
  readonly #size: BucketSize;
  readonly #keptMax: number;
  readonly #buckets = new Map<string, Bucket>();

  /**
   * @param size that of each bucket
   * @param keptMax how many are remembered at the most
   */
  constructor(size: BucketSize, keptMax = KEPT_MAX) {
    this.#size = size;
    this.#keptMax = keptMax;
  }

  /** Takes one token of whose bucket it is; false where there is none. */
  take(key: string, nowMs: number): boolean {
    const before = this.#buckets.get(key) ??
      { tokens: this.#size.burst, atMs: nowMs };
    const { bucket, taken } = take(before, this.#size, nowMs);
    // Put at the end, so that the first is the one that rested longest.
    this.#buckets.delete(key);
    this.#buckets.set(key, bucket);
    const [oldest] = this.#buckets.keys();
    if (this.#buckets.size > this.#keptMax && oldest !== undefined) {
      this.#buckets.delete(oldest);
    }
    return taken;
  }
}
