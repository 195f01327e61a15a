import { type KeptRoom, keptRoom, type Room } from "@/lib/room/mod.ts";
import type { Store } from "@/lib/store/mod.ts";
import type { Disk } from "./disk.ts";
import type { HubClock } from "./ports.ts";
import type { Turns } from "./turns.ts";

/** A playing room is written this often, in ms, so that it is found near where it was left. */
const SAVE_PLAYING_MS = 10_000;
/** A room that could not be written is tried again after this, in ms. */
const TRY_AGAIN_MS = 3000;

/** What a keeper needs. */
export interface KeeperParts {
  readonly store: Store;
  readonly clock: HubClock;
  readonly disk: Disk;
  /** When what nobody waits for may be written: rooms that began at one time are due at one time. */
  readonly turns: Pick<Turns, "next">;
  readonly roomNow: () => Room;
  /** What the store holds of the room; null where nothing. */
  readonly saved: KeptRoom | null;
  /** False where the disk could not be read: what it holds must not be written over. */
  readonly mayKeep: boolean;
}

/**
 * Writes one room down before anybody hears of a change. Only what changed since the last time is
 * written: a disk that was full for a while gets all of it with the next change that fits.
 */
export class Keeper {
  readonly #parts: KeeperParts;
  #saved: KeptRoom | null;
  #cancel: (() => void) | null = null;
  #isBehind = false;

  constructor(parts: KeeperParts) {
    this.#parts = parts;
    this.#saved = parts.saved;
  }

  /** Whether the disk lacks something of the room. */
  get isBehind(): boolean {
    return this.#isBehind;
  }

  /** Writes the room as it is; says where it is kept now. Never throws. */
  keep(room: Room): Store["keeps"] {
    const { store, clock, disk, mayKeep } = this.#parts;
    if (!mayKeep) return "memory";
    this.#cancel?.();
    this.#cancel = null;
    const kept = keptRoom(room, {
      nowMs: clock.nowMs(),
      wallMs: clock.wallMs(),
    });
    try {
      store.save(kept, this.#saved);
    } catch (error) {
      this.#isBehind = true;
      disk.failed(room.id, error);
      this.#saveAfter(TRY_AGAIN_MS);
      return "memory";
    }
    this.#saved = kept;
    this.#isBehind = false;
    disk.written(room.id);
    if (room.timeline.rate > 0 && room.viewers.size > 0) {
      this.#saveAfter(SAVE_PLAYING_MS);
    }
    return store.keeps;
  }

  /** Stops; what was acknowledged is written, as far as it could be. */
  close(): void {
    this.#cancel?.();
    this.#cancel = null;
    this.#parts.disk.lost(this.#parts.roomNow().id);
  }

  #saveAfter(delayMs: number): void {
    const { clock, turns, roomNow } = this.#parts;
    this.#cancel = clock.after(delayMs, () => {
      this.#cancel = turns.next(() => {
        this.#cancel = null;
        this.keep(roomNow());
      });
    });
  }
}
