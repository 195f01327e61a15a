import { textUnits } from "@/lib/base/mod.ts";
import type { Room } from "@/lib/room/mod.ts";

/**
 * Text of the histories of all rooms that nobody is in, in UTF-16 units: 32 MB where it is not
 * ASCII. A stranger fills one room after the other, and each would stay for ROOM_IDLE_MS.
 */
export const IDLE_TEXT_UNITS_MAX = 16 * 1024 * 1024;

/** What is known of a room that nobody is in. */
interface Idle {
  readonly units: number;
  /** Whether the disk lacks something of it. */
  readonly isBehind: () => boolean;
}

/** Rooms in memory that nobody is in, the one left longest ago first, and what they hold. */
export class IdleRooms {
  readonly #rooms = new Map<string, Idle>();
  readonly #unitsMax: number;
  #units = 0;

  constructor(unitsMax: number = IDLE_TEXT_UNITS_MAX) {
    this.#unitsMax = unitsMax;
  }

  /** Whether they hold more than they may. */
  get isTooMuch(): boolean {
    return this.#units > this.#unitsMax;
  }

  /** Nobody is in a room any more, or nobody has come. */
  add({ id, history }: Room, isBehind: Idle["isBehind"]): void {
    const since = this.#rooms.get(id);
    const units = textUnits(history);
    this.#units += units - (since?.units ?? 0);
    this.#rooms.set(id, { units, isBehind });
  }

  /** Somebody has come into a room, or it has left memory. */
  remove(id: string): void {
    this.#units -= this.#rooms.get(id)?.units ?? 0;
    this.#rooms.delete(id);
  }

  /**
   * The one that is to make place: left longest ago, and one that is on the disk before one of which
   * the disk lacks something; null where there is none.
   *
   * @param spared one that stays, as somebody may be coming in
   */
  leaving(spared: string | null = null): string | null {
    let oldest: string | null = null;
    for (const [id, { isBehind }] of this.#rooms) {
      if (id === spared) continue;
      if (!isBehind()) return id;
      oldest ??= id;
    }
    return oldest;
  }
}
