import type { Logger } from "@logtape/logtape";
import { keptRoom, type Room } from "@/lib/room/mod.ts";
import type { Store } from "@/lib/store/mod.ts";
import type { HubClock } from "./ports.ts";

/** Changes within this time are written together, in ms. */
const SAVE_AFTER_MS = 1000;
/** A playing room is written this often, in ms, so that it is found near where it was left. */
const SAVE_PLAYING_MS = 10_000;

/** Writes one room down when it changes: soon, and not too often. */
export class Keeper {
  readonly #store: Store;
  readonly #clock: HubClock;
  readonly #log: Logger;
  readonly #roomNow: () => Room;
  #cancel: (() => void) | null = null;
  #dueMs = Infinity;
  #hasFailed = false;

  constructor(
    parts: {
      readonly store: Store;
      readonly clock: HubClock;
      readonly log: Logger;
    },
    roomNow: () => Room,
  ) {
    this.#store = parts.store;
    this.#clock = parts.clock;
    this.#log = parts.log;
    this.#roomNow = roomNow;
  }

  /** The room changed. */
  touch(): void {
    this.#saveAfter(SAVE_AFTER_MS);
  }

  /** Writes it now. A disk that fails is said once and tried again with the next change. */
  save(): void {
    this.#cancel?.();
    this.#cancel = null;
    this.#dueMs = Infinity;
    const room = this.#roomNow();
    try {
      this.#store.save(keptRoom(room, {
        nowMs: this.#clock.nowMs(),
        wallMs: this.#clock.wallMs(),
      }));
      if (this.#hasFailed) this.#log.info("Rooms are written to disk again");
      this.#hasFailed = false;
    } catch (error) {
      if (!this.#hasFailed) {
        this.#log.error(
          "Cannot write rooms to disk: {reason}; they go on in memory",
          {
            reason: error instanceof Error ? error.message : String(error),
          },
        );
      }
      this.#hasFailed = true;
    }
    if (room.timeline.rate > 0 && room.viewers.size > 0) {
      this.#saveAfter(SAVE_PLAYING_MS);
    }
  }

  /** Writes what is not yet written, and stops. */
  close(): void {
    if (this.#cancel !== null) this.save();
    this.#cancel?.();
    this.#cancel = null;
  }

  #saveAfter(delayMs: number): void {
    const dueMs = this.#clock.nowMs() + delayMs;
    if (dueMs >= this.#dueMs) return;
    this.#cancel?.();
    this.#dueMs = dueMs;
    this.#cancel = this.#clock.after(delayMs, () => this.save());
  }
}
