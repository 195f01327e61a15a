import type { Logger } from "@logtape/logtape";
import type { Bus } from "@/lib/bus/mod.ts";
import type { Counters } from "@/lib/observe/mod.ts";
import {
  type KeptAccess,
  ROOM_IDLE_MS,
  type RoomEvent,
  ROOMS_MAX,
  type Source,
} from "@/lib/protocol/mod.ts";
import {
  createRoom,
  type KeptRoom,
  letIn,
  NO_ACCESS,
  type Now,
  restoreRoom,
  type Room,
} from "@/lib/room/mod.ts";
import type { Store } from "@/lib/store/mod.ts";
import { countRefusal } from "./act.ts";
import { Disk } from "./disk.ts";
import { IdleRooms } from "./idle_rooms.ts";
import { Keeper } from "./keeper.ts";
import type { HubClock } from "./ports.ts";
import { RoomHost } from "./room_host.ts";
import { rowsEveryMs } from "./rows_pace.ts";
import { Turns } from "./turns.ts";

/** Viewers of whom it is known in which room they were: many times what the meter remembers. */
const VIEWERS_REMEMBERED_MAX = 20_000;

/** How often viewers are counted for the pace of rows, in ms. */
const COUNTED_EACH_MS = 1000;

/** What the rooms of a process need. */
export interface RoomsParts {
  readonly bus: Bus;
  readonly store: Store;
  readonly clock: HubClock;
  readonly log: Logger;
  readonly counters: Counters;
  /** What a new room begins with. */
  readonly firstSource: Source;
  /** Names this run of the server. */
  readonly epoch: string;
  /** Text of rooms that nobody is in; IDLE_TEXT_UNITS_MAX unless a test sets others. */
  readonly idleUnitsMax?: number;
}

interface Hosted {
  readonly host: RoomHost;
  readonly keeper: Keeper;
  cancelIdle: (() => void) | null;
}

/** The rooms in memory: found in the store when somebody comes, let go some time after the last. */
export class Rooms {
  readonly #parts: RoomsParts;
  readonly #rooms = new Map<string, Hosted>();
  readonly #idle: IdleRooms;
  readonly #disk: Disk;
  readonly #turns: Turns;
  /** How often rows go out, and since when, as viewers are not counted at each tick. */
  #rowsPace = { everyMs: 0, atMs: -Infinity };
  /** Where viewers were last, who came last at the end. */
  readonly #lastRooms = new Map<string, string>();

  constructor(parts: RoomsParts) {
    this.#parts = parts;
    this.#idle = new IdleRooms(parts.idleUnitsMax);
    this.#turns = new Turns(parts.clock);
    this.#disk = new Disk(parts.log, (ok) => {
      this.announce({ type: "disk", serverMs: parts.clock.nowMs(), ok });
    });
  }

  /** How many rooms there are. */
  get size(): number {
    return this.#rooms.size;
  }

  /** How many viewers are in them. */
  get viewers(): number {
    let count = 0;
    for (const { host } of this.#rooms.values()) {
      count += host.room.viewers.size;
    }
    return count;
  }

  /** How many viewers the fullest has. */
  get fullest(): number {
    let most = 0;
    for (const { host } of this.#rooms.values()) {
      most = Math.max(most, host.room.viewers.size);
    }
    return most;
  }

  /** Whether the disk takes what it is given. */
  get isDiskOk(): boolean {
    return this.#disk.ok;
  }

  /** All rooms that are in memory. */
  all(): Room[] {
    return [...this.#rooms.values()].map(({ host }) => host.room);
  }

  /** The room in which a viewer is; null where nobody has the id. */
  roomOf(viewerId: string): Room | null {
    for (const { host } of this.#rooms.values()) {
      if (host.room.viewers.has(viewerId)) return host.room;
    }
    return null;
  }

  /** The id of the room in which a viewer is, or was last; null for who was seen in none. */
  roomIdOf(viewerId: string): string | null {
    return this.roomOf(viewerId)?.id ?? this.#lastRooms.get(viewerId) ?? null;
  }

  /** Whether what is done in a room is its affair alone, as it wants a password. */
  isClosed(id: string): boolean {
    const access = this.accessOf(id);
    return access === null || access.passwordHash !== null;
  }

  /** A room that is in memory; null where it is not. */
  find(id: string): RoomHost | null {
    return this.#rooms.get(id)?.host ?? null;
  }

  /** What a room shows, be it in memory, in the store or new; null where the disk cannot say. */
  sourceOf(id: string): Source | null {
    const known = this.find(id);
    if (known !== null) return known.room.timeline.source;
    const { saved, mayKeep } = this.#load(id);
    return saved?.timeline.source ?? (mayKeep ? this.#parts.firstSource : null);
  }

  /** A room, from the store or anew; null where there is no place for one more. */
  open(id: string): RoomHost | null {
    const known = this.#rooms.get(id);
    if (known !== undefined) return known.host;
    if (this.#rooms.size >= ROOMS_MAX) this.#drop(this.#idle.leaving());
    if (this.#rooms.size >= ROOMS_MAX) return null;
    const { bus, clock, log, epoch, firstSource, store, counters } =
      this.#parts;
    const { saved, mayKeep } = this.#load(id);
    const now: Now = { nowMs: clock.nowMs(), wallMs: clock.wallMs() };
    const room = saved === null
      ? createRoom(id, firstSource, now)
      : restoreRoom(saved, now);
    const keeper = new Keeper({
      store,
      clock,
      disk: this.#disk,
      turns: this.#turns,
      saved,
      mayKeep,
      roomNow: () => host.room,
    });
    const host: RoomHost = new RoomHost(room, {
      bus,
      clock,
      turns: this.#turns,
      log,
      epoch,
      keep: (changed) => keeper.keep(changed),
      rowsEveryMs: () => this.#rowsEveryMs(),
      isDiskOk: () => this.#disk.ok,
      onRefused: (code) => countRefusal(counters, code),
      onEmpty: () => this.#dropLater(id),
    });
    this.#rooms.set(id, { host, keeper, cancelIdle: null });
    return host;
  }

  /**
   * Who may come into a room and do what there, be it in memory or in the store; null where the
   * disk cannot say.
   */
  accessOf(id: string): KeptAccess | null {
    const hosted = this.#rooms.get(id);
    if (hosted !== undefined) return hosted.host.room.access;
    try {
      return this.#parts.store.access(id) ?? NO_ACCESS;
    } catch (error) {
      this.#tellUnread(error);
      return null;
    }
  }

  /** Somebody gave a room's password. */
  letIn(id: string, person: string): void {
    this.govern(id, (room) => letIn(room, person));
  }

  /** Does what is not a viewer's to do; a room of which nothing is known is not made for it. */
  govern(id: string, rule: Parameters<RoomHost["govern"]>[0]): void {
    if (!this.#rooms.has(id) && this.#load(id).saved === null) return;
    this.open(id)?.govern(rule);
    this.rest(id);
  }

  /** Somebody has come into a room: it stays. */
  stay(id: string, viewerId: string): void {
    this.#lastRooms.delete(viewerId);
    this.#lastRooms.set(viewerId, id);
    const [oldest] = this.#lastRooms.keys();
    if (this.#lastRooms.size > VIEWERS_REMEMBERED_MAX && oldest !== undefined) {
      this.#lastRooms.delete(oldest);
    }
    const hosted = this.#rooms.get(id);
    if (hosted === undefined) return;
    hosted.cancelIdle?.();
    hosted.cancelIdle = null;
    this.#idle.remove(id);
  }

  /** Nobody may have come into a room that was opened for them: it is let go again. */
  rest(id: string): void {
    if (this.find(id)?.room.viewers.size === 0) this.#dropLater(id);
  }

  /** Sends an event to everyone in all rooms. */
  announce(event: RoomEvent): void {
    for (const { host } of this.#rooms.values()) host.announce(event);
  }

  /** Saves all rooms, and ends their links. */
  close(reason: string): void {
    for (const { host, keeper, cancelIdle } of this.#rooms.values()) {
      cancelIdle?.();
      keeper.keep(host.room);
      host.close(reason);
      keeper.close();
    }
    this.#rooms.clear();
  }

  #load(
    id: string,
  ): { readonly saved: KeptRoom | null; readonly mayKeep: boolean } {
    try {
      return { saved: this.#parts.store.load(id), mayKeep: true };
    } catch (error) {
      this.#tellUnread(error);
      return { saved: null, mayKeep: false };
    }
  }

  #tellUnread(error: unknown): void {
    this.#parts.log.error("Cannot read a room from disk: {reason}", {
      reason: error instanceof Error ? error.message : String(error),
    });
  }

  #rowsEveryMs(): number {
    const nowMs = this.#parts.clock.nowMs();
    if (nowMs - this.#rowsPace.atMs >= COUNTED_EACH_MS) {
      this.#rowsPace = { everyMs: rowsEveryMs(this.viewers), atMs: nowMs };
    }
    return this.#rowsPace.everyMs;
  }

  #dropLater(id: string): void {
    const hosted = this.#rooms.get(id);
    if (hosted === undefined) return;
    this.#idle.add(hosted.host.room, () => hosted.keeper.isBehind);
    while (this.#idle.isTooMuch) {
      // Somebody may be on their way into this one: it goes with the next that is left.
      const leaving = this.#idle.leaving(id);
      if (leaving === null) break;
      this.#drop(leaving);
    }
    hosted.cancelIdle ??= this.#parts.clock.after(ROOM_IDLE_MS, () => {
      hosted.cancelIdle = null;
      // What the disk lacks would be lost with the room's memory.
      if (hosted.keeper.isBehind) this.#dropLater(id);
      else this.#drop(id);
    });
  }

  #drop(id: string | null): void {
    if (id === null) return;
    this.#idle.remove(id);
    const hosted = this.#rooms.get(id);
    if (hosted === undefined || hosted.host.room.viewers.size > 0) return;
    hosted.cancelIdle?.();
    hosted.keeper.keep(hosted.host.room);
    hosted.host.close("The room is empty");
    hosted.keeper.close();
    this.#rooms.delete(id);
  }
}
