import {
  WRONG_PER_ADDRESS_BURST,
  WRONG_PER_ADDRESS_MS,
  WRONG_PER_ROOM_BURST,
  WRONG_PER_ROOM_MS,
} from "@/lib/protocol/mod.ts";
import { addressKey } from "./address_key.ts";
import { type Bucket, type BucketSize, take } from "./bucket.ts";

const ADDRESS: BucketSize = {
  perS: 1000 / WRONG_PER_ADDRESS_MS,
  burst: WRONG_PER_ADDRESS_BURST,
};
const ROOM: BucketSize = {
  perS: 1000 / WRONG_PER_ROOM_MS,
  burst: WRONG_PER_ROOM_BURST,
};
/** Above this many remembered addresses and rooms those that have rested are forgotten. */
const SWEEP_ABOVE = 4096;
/** And above this many the oldest, rested or not. */
const KEPT_MAX = 65_536;

/**
 * Wrong passwords, counted by address and by room. Each try is taken before it is looked at, so
 * that many at once are no way around, and a right one is given back.
 */
export class WrongTries {
  readonly #buckets = new Map<string, Bucket>();

  /**
   * Takes one try.
   *
   * @returns 0 where it may be made, else how long to wait for the next, in ms
   */
  take(address: string, room: string, nowMs: number): number {
    const mine = keysOf(address, room);
    const waitMs = Math.max(
      ...mine.map(([key, size]) => this.#waitMs(key, size, nowMs)),
    );
    if (waitMs > 0) return waitMs;
    for (const [key, size] of mine) {
      const { bucket } = take(this.#bucket(key, size, nowMs), size, nowMs);
      // Put at the end, so that the first is the one that rested longest.
      this.#buckets.delete(key);
      this.#buckets.set(key, bucket);
    }
    this.#sweep(nowMs);
    return 0;
  }

  /** The password was right, or not looked at: the try counts for nothing. */
  giveBack(address: string, room: string): void {
    for (const [key, { burst }] of keysOf(address, room)) {
      const bucket = this.#buckets.get(key);
      if (bucket === undefined) continue;
      const tokens = Math.min(burst, bucket.tokens + 1);
      this.#buckets.set(key, { ...bucket, tokens });
    }
  }

  #bucket(key: string, { burst }: BucketSize, nowMs: number): Bucket {
    return this.#buckets.get(key) ?? { tokens: burst, atMs: nowMs };
  }

  #waitMs(key: string, size: BucketSize, nowMs: number): number {
    const { tokens, atMs } = this.#bucket(key, size, nowMs);
    const now = tokens + (nowMs - atMs) / 1000 * size.perS;
    return now >= 1 ? 0 : (1 - now) / size.perS * 1000;
  }

  #sweep(nowMs: number): void {
    if (this.#buckets.size <= SWEEP_ABOVE) return;
    for (const [key, { tokens, atMs }] of this.#buckets) {
      const { perS, burst } = key.startsWith("room ") ? ROOM : ADDRESS;
      const isRested = tokens + (nowMs - atMs) / 1000 * perS >= burst;
      if (!isRested && this.#buckets.size <= KEPT_MAX) return;
      this.#buckets.delete(key);
    }
  }
}

function keysOf(
  address: string,
  room: string,
): readonly (readonly [key: string, size: BucketSize])[] {
  return [
    [`address ${addressKey(address)}`, ADDRESS],
    [`room ${room}`, ROOM],
  ];
}
