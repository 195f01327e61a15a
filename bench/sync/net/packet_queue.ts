/** What one direction of a link does to packets. */
export interface LinkNature {
  /** Least and most time a packet takes, in ms; each one's own time is drawn evenly between. */
  readonly leastMs: number;
  readonly mostMs: number;
  /** Share of packets that never arrive. */
  readonly loss: number;
}

/** Packets kept under way at most in one direction: beyond it a router drops too. */
export const PACKETS_MAX = 20_000;

/** One direction of a link: late by chance, never out of order, and now and then lost. */
export class PacketQueue {
  readonly #nature: LinkNature;
  readonly #unit: () => number;
  readonly #packets: { readonly dueMs: number; readonly bytes: Uint8Array }[] =
    [];
  #head = 0;
  #lastDueMs = -Infinity;

  /** @param unit a number in 0 <= x < 1 */
  constructor(nature: LinkNature, unit: () => number) {
    this.#nature = nature;
    this.#unit = unit;
  }

  /** Takes a packet, or loses it; the bytes are copied. */
  push(bytes: Uint8Array, nowMs: number): void {
    const { leastMs, mostMs, loss } = this.#nature;
    if (this.#unit() < loss) return;
    if (this.#packets.length - this.#head >= PACKETS_MAX) return;
    const ownMs = leastMs + (mostMs - leastMs) * this.#unit();
    // Jitter is queues on the way, and those let nobody pass.
    this.#lastDueMs = Math.max(this.#lastDueMs, nowMs + ownMs);
    this.#packets.push({ dueMs: this.#lastDueMs, bytes: bytes.slice() });
  }

  /** When the next packet is to leave, in ms; Infinity where none is under way. */
  dueMs(): number {
    return this.#packets[this.#head]?.dueMs ?? Infinity;
  }

  /** The next packet that is to leave by now; null where none is. */
  pop(nowMs: number): Uint8Array | null {
    const first = this.#packets[this.#head];
    if (first === undefined || first.dueMs > nowMs) return null;
    this.#head++;
    if (this.#head > 1024 && this.#head * 2 > this.#packets.length) {
      this.#packets.splice(0, this.#head);
      this.#head = 0;
    }
    return first.bytes;
  }
}
