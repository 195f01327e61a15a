import {
  JOINS_PER_ADDRESS_BURST,
  JOINS_PER_ADDRESS_PER_S,
  LINKS_PER_ADDRESS_MAX,
} from "@/lib/protocol/mod.ts";
import { addressKey } from "./address_key.ts";
import { type Bucket, type BucketSize, take } from "./bucket.ts";

/** What one network address may do. */
export interface AddressLimits {
  /** Links it may hold. */
  readonly linksMax: number;
  /** Links it may open: refilled per second, and at once. */
  readonly joinsPerS: number;
  /** How many it may open in one go. */
  readonly joinsBurst: number;
}

/** The limits unless the host sets others. */
export const ADDRESS_LIMITS: AddressLimits = {
  linksMax: LINKS_PER_ADDRESS_MAX,
  joinsPerS: JOINS_PER_ADDRESS_PER_S,
  joinsBurst: JOINS_PER_ADDRESS_BURST,
};

/**
 * Links of all addresses together: each may hold a megabyte of what its other end has not taken,
 * and frames that Deno has not finished reading.
 */
export const LINKS_MAX = 20_000;

/**
 * What an address may say of commands and messages for each link that it may hold, in UTF-16 units:
 * refilled per second, and at once. What is kept of it takes memory and disk; this is a command each
 * second by each of them.
 */
const SAID_PER_S_OF_LINK = 128;
const SAID_BURST_OF_LINK = 8 * 1024;
/** Of so many links at the least, so that one that is alone may say its longest messages. */
const SAID_LINKS_MIN = 16;

/** What an address may say of commands and messages, in UTF-16 units. */
export function saidMax({ linksMax }: Pick<AddressLimits, "linksMax">): {
  readonly perS: number;
  readonly burst: number;
} {
  const links = Math.max(SAID_LINKS_MIN, linksMax);
  return {
    perS: links * SAID_PER_S_OF_LINK,
    burst: links * SAID_BURST_OF_LINK,
  };
}

/** Above this many remembered addresses those with nothing to remember are forgotten. */
const SWEEP_ABOVE = 4096;

interface Entry {
  readonly links: number;
  readonly joins: Bucket;
  readonly said: Bucket;
}

/**
 * How many links each network address holds and opens, and how much it says; one that rests takes no
 * memory for long.
 */
export class AddressCount {
  readonly #limits: AddressLimits;
  readonly #saidMax: BucketSize;
  readonly #entries = new Map<string, Entry>();
  #total = 0;
  #sweepAbove = SWEEP_ABOVE;

  constructor(limits: AddressLimits = ADDRESS_LIMITS) {
    this.#limits = limits;
    this.#saidMax = saidMax(limits);
  }

  /** Links of all addresses. */
  get total(): number {
    return this.#total;
  }

  /** Links of the address that has most. */
  get most(): number {
    let most = 0;
    for (const { links } of this.#entries.values()) {
      most = Math.max(most, links);
    }
    return most;
  }

  /** Counts one more, or says what there is too much of. */
  add(address: string, nowMs: number): "taken" | "full" | "too-fast" {
    const { linksMax, joinsPerS, joinsBurst } = this.#limits;
    const key = addressKey(address);
    const { links, joins, said } = this.#entries.get(key) ?? {
      links: 0,
      joins: { tokens: joinsBurst, atMs: nowMs },
      said: { tokens: this.#saidMax.burst, atMs: nowMs },
    };
    if (links >= linksMax || this.#total >= LINKS_MAX) return "full";
    const { bucket, taken } = take(
      joins,
      { perS: joinsPerS, burst: joinsBurst },
      nowMs,
    );
    this.#entries.set(key, {
      links: taken ? links + 1 : links,
      joins: bucket,
      said,
    });
    this.#sweep(nowMs);
    if (!taken) return "too-fast";
    this.#total++;
    return "taken";
  }

  /** One that was counted is gone. */
  remove(address: string): void {
    const key = addressKey(address);
    const entry = this.#entries.get(key);
    if (entry === undefined || entry.links === 0) return;
    this.#entries.set(key, { ...entry, links: entry.links - 1 });
    this.#total--;
  }

  /** Whether an address that has a link may say so many units more; from then on they are said. */
  says(address: string, units: number, nowMs: number): boolean {
    const key = addressKey(address);
    const entry = this.#entries.get(key);
    if (entry === undefined) return false;
    const { bucket, taken } = take(entry.said, this.#saidMax, nowMs, units);
    this.#entries.set(key, { ...entry, said: bucket });
    return taken;
  }

  #sweep(nowMs: number): void {
    if (this.#entries.size <= this.#sweepAbove) return;
    const { joinsPerS, joinsBurst } = this.#limits;
    const joinsMax = { perS: joinsPerS, burst: joinsBurst };
    for (const [key, { links, joins, said }] of this.#entries) {
      const isRested = isFull(joins, joinsMax, nowMs) &&
        isFull(said, this.#saidMax, nowMs);
      if (links === 0 && isRested) this.#entries.delete(key);
    }
    // Not again for each link while many addresses are busy.
    this.#sweepAbove = Math.max(SWEEP_ABOVE, this.#entries.size * 2);
  }
}

function isFull(
  { tokens, atMs }: Bucket,
  { perS, burst }: BucketSize,
  nowMs: number,
): boolean {
  return tokens + (nowMs - atMs) / 1000 * perS >= burst;
}
