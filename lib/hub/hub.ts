import type { KeptDanmaku } from "@/lib/protocol/mod.ts";
import {
  filmKey,
  holderOf,
  release,
  type Room,
  unban,
} from "@/lib/room/mod.ts";
import { Door } from "./door.ts";
import { watchHub } from "./gauges.ts";
import { Links } from "./links.ts";
import { MemoryWatch } from "./memory_watch.ts";
import type { HubParts } from "./parts.ts";
import { createPasswords, type Passwords } from "./passwords.ts";
import type { LinkEnd, LinkPort, Visitor } from "./ports.ts";
import { Reception } from "./reception.ts";
import { Rooms } from "./rooms.ts";
import { Uploads } from "./uploads.ts";

/** As whom the admin's acts are told. */
const ADMIN_NAME = "admin";

/** All rooms of this process and the links into them. */
export class Hub {
  readonly #parts: HubParts;
  readonly #rooms: Rooms;
  readonly #links: Links;
  readonly #passwords: Passwords;
  readonly #reception: Reception;
  readonly #memoryWatch: MemoryWatch | null;
  /** Who may come into which room. */
  readonly door: Door;
  /** Subtitle files that viewers give their rooms. */
  readonly uploads: Uploads;

  constructor(parts: HubParts) {
    const { clock, rollName } = parts;
    this.#parts = parts;
    this.#rooms = new Rooms({ ...parts, epoch: rollName("epoch") });
    const rooms = this.#rooms;
    const passwords = parts.passwords ??
      createPasswords((delayMs, callback) => clock.after(delayMs, callback));
    this.#passwords = passwords;
    this.door = new Door({ rooms, passwords, clock });
    this.#reception = new Reception({
      rooms,
      door: this.door,
      rollName,
      clock,
    });
    this.#links = new Links({
      hub: parts,
      reception: this.#reception,
      passwords,
    });
    this.uploads = new Uploads({
      store: parts.store,
      clock: parts.clock,
      roomOf: (id) => this.room(id),
      rollId: () => parts.rollName("token"),
      onFault: (error) =>
        parts.log.error("Cannot keep a subtitle file: {reason}", {
          reason: error instanceof Error ? error.message : String(error),
        }),
    });
    watchHub(parts.counters, rooms, this.#links);
    const { log, memoryBytes } = parts;
    this.#memoryWatch = memoryBytes === undefined ? null : new MemoryWatch({
      ...{ clock, log, memoryBytes },
      cutSilent: (nowMs) => this.#links.cutSilent(nowMs),
    });
  }

  /** A socket has opened: gives the end to which the socket hands what comes in. */
  connect(port: LinkPort, visitor: Visitor): LinkEnd {
    return this.#links.connect(port, visitor);
  }

  /** Somebody who is let in is about to come: see {@linkcode Reception.expect}. */
  expect(roomId: string): ReturnType<Reception["expect"]> {
    return this.#reception.expect(roomId);
  }

  /** What a viewer of any room is called; null where nobody has the id. */
  nameOf(viewerId: string): string | null {
    return this.#rooms.roomOf(viewerId)?.viewers.get(viewerId)?.name ?? null;
  }

  /** The id of the room in which a viewer is, or was last; null for who was seen in none. */
  roomIdOf(viewerId: string): string | null {
    return this.#rooms.roomIdOf(viewerId);
  }

  /** Whether what a viewer does is their closed room's affair alone, be they there, gone or on their way. */
  isSecret(viewerId: string): boolean {
    const room = this.#rooms.roomIdOf(viewerId) ??
      this.#reception.roomAwaiting(viewerId);
    return room !== null && this.#rooms.isClosed(room);
  }

  /** All rooms that are in memory. */
  rooms(): Room[] {
    return this.#rooms.all();
  }

  /** The admin makes a room nobody's again, and open to all; it goes on. */
  release(id: string): void {
    this.#rooms.govern(id, (room, now) => release(room, ADMIN_NAME, now));
  }

  /** The admin lets somebody into a room again. */
  unban(id: string, ban: string): void {
    this.#rooms.govern(id, (room, now) => unban(room, ADMIN_NAME, ban, now));
  }

  /** A room that is in memory, as it stands; null where it is not. */
  room(id: string): Room | null {
    return this.#rooms.find(id)?.room ?? null;
  }

  /**
   * The danmaku kept with the film that a room watches, for one of its viewers; null where the
   * token is nobody's there.
   */
  danmakuFor(
    id: string,
    token: string,
  ): KeptDanmaku | null {
    const room = this.room(id);
    if (room === null || holderOf(room, token) === null) return null;
    const { sourceId, source } = room.timeline;
    const kept = this.#parts.store.danmaku(id, filmKey(source));
    return { sourceId, danmaku: [...kept] };
  }

  /** Tells everyone that the server's films changed. */
  announceLibrary(): void {
    const serverMs = this.#parts.clock.nowMs();
    this.#rooms.announce({ type: "library", serverMs });
  }

  /** Saves all rooms and ends all links; nobody is let in any more. */
  close(): void {
    this.#memoryWatch?.close();
    this.#links.close();
    this.#rooms.close("The server stops");
    this.#passwords.close();
  }
}
