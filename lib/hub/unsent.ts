/** A link, as what it owes is counted. */
export interface Owing {
  /** Bytes handed to it that its other end has not taken, as far as is known now. */
  unsentBytes(): number;
  /** Whether it is still to be shed. */
  readonly isOpen: boolean;
  /** Ends it, as it owes too much. */
  shed(): void;
}

/** Bytes that all links together may owe: an eighth of the memory of a small machine. */
export const UNSENT_BYTES_MAX = 128 * 1024 * 1024;
/** A link that owes less than this, in bytes, is not behind: all of a busy room may owe so much. */
const BEHIND_BYTES = 64 * 1024;
/** What is left when too much was owed, as a share of what may be: so that some time passes. */
const LEFT_SHARE = 0.75;
/** How much more has to be owed, as a share, before links are shed again that end slowly. */
const AGAIN_SHARE = 1 / 16;

/**
 * What all links together owe. Each may be a megabyte behind, which is much where there are
 * thousands: beyond the bound those are shed that are furthest behind.
 */
export class Unsent {
  readonly #max: number;
  /** What each link owed when it was last looked at; those that owe nothing are not here. */
  readonly #owed = new Map<Owing, number>();
  #total = 0;
  #shedAbove: number;

  /** @param max in bytes */
  constructor(max = UNSENT_BYTES_MAX) {
    this.#max = max;
    this.#shedAbove = max;
  }

  /** Bytes that all links owe now, and those hold that were shed and are not gone yet. */
  total(): number {
    for (const link of [...this.#owed.keys()]) {
      if (link.isOpen) this.#set(link, link.unsentBytes());
    }
    return this.#total;
  }

  /** Hears what a link owes; may shed some, be it this one or others. */
  note(link: Owing, bytes: number): void {
    this.#set(link, bytes);
    if (this.#total <= this.#max) this.#shedAbove = this.#max;
    else if (this.#total > this.#shedAbove) this.#shed();
  }

  /** A link is gone, and holds nothing any more. */
  forget(link: Owing): void {
    this.#set(link, 0);
  }

  #set(link: Owing, bytes: number): void {
    this.#total += bytes - (this.#owed.get(link) ?? 0);
    if (bytes === 0) this.#owed.delete(link);
    else this.#owed.set(link, bytes);
  }

  #shed(): void {
    let left = this.total();
    if (left > this.#max) {
      const furthest = [...this.#owed].toSorted(([, a], [, b]) => b - a);
      for (const [link, bytes] of furthest) {
        if (left <= this.#max * LEFT_SHARE || bytes < BEHIND_BYTES) break;
        if (!link.isOpen) continue;
        link.shed();
        left -= bytes;
      }
    }
    // What was shed is held until its connection has ended.
    this.#shedAbove = Math.max(this.#max, this.#total) +
      this.#max * AGAIN_SHARE;
  }
}
