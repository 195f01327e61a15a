import type { Logger } from "@logtape/logtape";
import type { HubClock } from "./ports.ts";

/** How often memory is looked at, in ms. */
const LOOK_MS = 500;
/** A look that is later than this, in ms, means that the process stood still, and nobody was heard. */
const LATE_MS = 1500;
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
  /** Cuts links that say nothing; gives how many they were. */
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
      this.#cancel = this.#lookLater();
      if (nowMs - dueMs < LATE_MS) this.#look(nowMs);
    });
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
    const count = cutSilent(nowMs);
    if (count > 0) {
      log.warning(
        "Cannot tell why memory grew to {bytes} bytes; {count} links that said nothing are cut",
        { bytes, count },
      );
    }
    if (nowMs - this.#grownMs < SUSPECTS_FOR_MS) return;
    // It is held for those who are here.
    this.#usualBytes = bytes;
    this.#grownMs = null;
  }
}
