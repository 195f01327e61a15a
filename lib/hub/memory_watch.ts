import type { Logger } from "@logtape/logtape";
import type { HubClock } from "./ports.ts";

/** How often memory is looked at, in ms. */
const LOOK_MS = 500;
/** A look that is later than this, in ms, means that the process stood still, and nobody was heard. */
const LATE_MS = 1500;
/** A look that is later than this, in ms, means that the process is busy: what came waits to be heard. */
const BUSY_MS = 100;
/**
 * For how long being busy is an excuse, in ms. A process of 8,000 viewers with a third of a core heard
 * half of them too late by up to 11 s, and cut a thousand who had spoken; with this, who says nothing
 * is cut after twice as long at the latest.
 */
export const BUSY_FOR_MS = 10_000;
/** By so much more than there was, in bytes, memory has to grow before anybody is suspected of it. */
export const MEMORY_GROWS_BYTES = 64 * 1024 * 1024;
/** How long it is looked for who may be the cause, in ms: a link is silent only after a while. */
const SUSPECTS_FOR_MS = 12_000;

/** What watching memory needs. */
export interface MemoryWatchParts {
  readonly clock: HubClock;
  readonly log: Logger;
  /** What the process holds, in bytes. */
  readonly memoryBytes: () => number;
  /** Cuts links that say nothing, by what the clock would be had it stood while nobody was heard; gives how many they were. */
  readonly cutSilent: (nowMs: number) => number;
}

/**
 * Watches what the process holds. Deno takes in a frame, and a message of many frames without any
 * bound, before we hear of it: a link that sends one is silent for us, and all that is seen of it is
 * memory that grows. Then those who are silent are cut, which costs a page that sleeps nothing.
 */
export class MemoryWatch {
  readonly #parts: MemoryWatchParts;
  /** What there is when nobody is suspected. */
  #usualBytes = Infinity;
  /** Since when there is much more; null while there is not. */
  #grownMs: number | null = null;
  /** The last spans of time in which the process was busy: when each ended and how long it was, in ms. */
  #busy: { readonly endMs: number; readonly spanMs: number }[] = [];
  #cancel: () => void;

  constructor(parts: MemoryWatchParts) {
    this.#parts = parts;
    this.#cancel = this.#lookLater();
  }

  /** Looks no more. */
  close(): void {
    this.#cancel();
  }

  #lookLater(): () => void {
    const { clock } = this.#parts;
    const dueMs = clock.nowMs() + LOOK_MS;
    return clock.after(LOOK_MS, () => {
      const nowMs = clock.nowMs();
      const lateMs = nowMs - dueMs;
      this.#cancel = this.#lookLater();
      this.#busy = this.#busy.filter(({ endMs }) =>
        nowMs - endMs < BUSY_FOR_MS
      );
      if (lateMs >= BUSY_MS) {
        this.#busy.push({ endMs: nowMs, spanMs: LOOK_MS + lateMs });
      }
      if (lateMs < LATE_MS) this.#look(nowMs);
    });
  }

  /** For how long nobody's silence counts, in ms. */
  #excusedMs(): number {
    const busyMs = this.#busy.reduce((sum, { spanMs }) => sum + spanMs, 0);
    return Math.min(busyMs, BUSY_FOR_MS);
  }

  #look(nowMs: number): void {
    const { memoryBytes, cutSilent, log } = this.#parts;
    const bytes = memoryBytes();
    this.#usualBytes = Math.min(this.#usualBytes, bytes);
    if (bytes - this.#usualBytes < MEMORY_GROWS_BYTES) {
      this.#grownMs = null;
      return;
    }
    this.#grownMs ??= nowMs;
    const heardTillMs = nowMs - this.#excusedMs();
    const count = cutSilent(heardTillMs);
    if (count > 0) {
      log.warning(
        "Cannot tell why memory grew to {bytes} bytes; {count} links that said nothing are cut",
        { bytes, count },
      );
    }
    if (heardTillMs - this.#grownMs < SUSPECTS_FOR_MS) return;
    // It is held for those who are here.
    this.#usualBytes = bytes;
    this.#grownMs = null;
  }
}
