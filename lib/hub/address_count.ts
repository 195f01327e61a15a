import {
  JOINS_PER_ADDRESS_BURST,
  JOINS_PER_ADDRESS_PER_S,
  LINKS_PER_ADDRESS_MAX,
} from "@/lib/protocol/mod.ts";
import { addressKey } from "./address_key.ts";
import { type Bucket, take } from "./bucket.ts";

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

/** Above this many remembered addresses those with nothing to remember are forgotten. */
const SWEEP_ABOVE = 4096;

interface Entry {
  readonly links: number;
  readonly joins: Bucket;
}

/** How many links each network address holds and opens; one that rests takes no memory for long. */
export class AddressCount {
  readonly #limits: AddressLimits;
  readonly #entries = new Map<string, Entry>();
  #total = 0;
  #sweepAbove = SWEEP_ABOVE;

  constructor(limits: AddressLimits = ADDRESS_LIMITS) {
    this.#limits = limits;
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
    const { links, joins } = this.#entries.get(key) ??
      { links: 0, joins: { tokens: joinsBurst, atMs: nowMs } };
    if (links >= linksMax || this.#total >= LINKS_MAX) return "full";
    const { bucket, taken } = take(
      joins,
      { perS: joinsPerS, burst: joinsBurst },
      nowMs,
    );
    this.#entries.set(key, { links: taken ? links + 1 : links, joins: bucket });
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

  #sweep(nowMs: number): void {
    if (this.#entries.size <= this.#sweepAbove) return;
    const { joinsPerS, joinsBurst } = this.#limits;
    for (const [key, { links, joins }] of this.#entries) {
      const gained = (nowMs - joins.atMs) / 1000 * joinsPerS;
      if (links === 0 && joins.tokens + gained >= joinsBurst) {
        this.#entries.delete(key);
      }
    }
    // Not again for each link while many addresses are busy.
    this.#sweepAbove = Math.max(SWEEP_ABOVE, this.#entries.size * 2);
  }
}
