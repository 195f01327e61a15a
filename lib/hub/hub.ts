import {
  CLOSE,
  type Command,
  type CommandOf,
  encodeEvent,
  HELLO_WITHIN_MS,
  type KeptDanmaku,
} from "@/lib/protocol/mod.ts";
import {
  filmKey,
  holderOf,
  release,
  type Room,
  unban,
} from "@/lib/room/mod.ts";
import { act, countStall } from "./act.ts";
import { ADDRESS_LIMITS, AddressCount } from "./address_count.ts";
import { Door } from "./door.ts";
import { watchHub } from "./gauges.ts";
import { Link } from "./link.ts";
import type { HubParts } from "./parts.ts";
import { PasswordChanges, type Setter } from "./password_changes.ts";
import { createPasswords, type Passwords } from "./passwords.ts";
import type { LinkEnd, LinkPort, Visitor } from "./ports.ts";
import { Reception, type Seat } from "./reception.ts";
import { Rooms } from "./rooms.ts";
import { Unsent } from "./unsent.ts";
import { Uploads } from "./uploads.ts";

/** As whom the admin's acts are told. */
const ADMIN_NAME = "admin";

/** An end of which nothing is taken any more. */
const NO_END: LinkEnd = { receive: () => {}, closed: () => {} };

/** All rooms of this process and the links into them. */
export class Hub {
  readonly #parts: HubParts;
  readonly #rooms: Rooms;
  /** Open links that are in no room yet: at most HELLO_WITHIN_MS long. */
  readonly #unseated = new Set<Link>();
  readonly #addresses: AddressCount;
  readonly #unsent: Unsent;
  readonly #passwords: Passwords;
  readonly #reception: Reception;
  readonly #passwordChanges: PasswordChanges;
  /** Who may come into which room. */
  readonly door: Door;
  /** Subtitle files that viewers give their rooms. */
  readonly uploads: Uploads;
  /** Bytes of all frames that went out. */
  #saidBytes = 0;
  #isClosed = false;

  constructor(parts: HubParts) {
    const { clock, rollName } = parts;
    this.#parts = parts;
    this.#addresses = new AddressCount(parts.addressLimits ?? ADDRESS_LIMITS);
    this.#unsent = new Unsent(parts.unsentBytesMax);
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
    this.#passwordChanges = new PasswordChanges({ passwords, clock });
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
    const [addresses, unsent] = [this.#addresses, this.#unsent];
    const saidBytes = () => this.#saidBytes;
    watchHub(parts.counters, { rooms, addresses, unsent, saidBytes });
  }

  /** A socket has opened: gives the end to which the socket hands what comes in. */
  connect(port: LinkPort, visitor: Visitor): LinkEnd {
    const { clock, counters } = this.#parts;
    const link = new Link(port, clock.nowMs(), this.#unsent, this.#said);
    if (this.#isClosed) {
      link.close(CLOSE.going, "The server stops");
      return NO_END;
    }
    if (!this.#takesFrom(visitor, link)) return NO_END;
    counters.add("links_opened_total");
    this.#unseated.add(link);
    let seat: Seat | null = null;
    let hasKnocked = false;
    let isGone = false;
    const cancelHello = clock.after(HELLO_WITHIN_MS, () => {
      if (seat === null) link.close(CLOSE.noHello, "No hello in time");
    });
    const receive = (frame: string | null): void => {
      counters.add("frames_received_total");
      const command = link.read(frame, clock.nowMs());
      if (command === null) return;
      if (command.type !== "hello") {
        return this.#obey(link, seat, visitor, command);
      }
      if (hasKnocked) {
        return link.refuse("not-possible", "Cannot take a second hello", null);
      }
      hasKnocked = true;
      const answer = this.#reception.receive(link, visitor, command);
      const sit = (given: Seat | null) => {
        this.#unseated.delete(link);
        seat = given;
      };
      if (!(answer instanceof Promise)) return sit(answer);
      answer.then(sit).catch((error) => this.#endFaulty(link, error));
    };
    return {
      receive: (frame) => {
        if (isGone) return;
        try {
          receive(frame);
        } catch (error) {
          this.#endFaulty(link, error);
        }
      },
      closed: () => {
        // A socket's close event may come twice (Deno 2.9).
        if (isGone) return;
        isGone = true;
        cancelHello();
        link.gone();
        this.#unseated.delete(link);
        this.#addresses.remove(visitor.address);
        if (seat?.host.leave(seat.viewerId, link)) {
          countStall(counters, seat.host.room.viewers.get(seat.viewerId));
        }
      },
    };
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
    this.#isClosed = true;
    for (const link of this.#unseated) {
      link.close(CLOSE.going, "The server stops");
    }
    this.#unseated.clear();
    this.#rooms.close("The server stops");
    this.#passwords.close();
  }

  readonly #said = (bytes: number): void => {
    this.#saidBytes += bytes;
    this.#parts.traffic?.said(bytes);
  };

  #takesFrom({ address }: Visitor, link: Link): boolean {
    const { clock, counters } = this.#parts;
    const answer = this.#addresses.add(address, clock.nowMs());
    if (answer === "taken") return true;
    counters.add("links_refused_total");
    if (answer === "full") {
      this.#turnAway(link, "Cannot take more links of this address");
    } else {
      link.refuse(
        "too-fast",
        "Cannot open more links of this address now",
        null,
      );
      link.close(CLOSE.tooFast, "Too many links at once");
    }
    return false;
  }

  // What a viewer can cause ends their link, and never the process: this is our own fault.
  #endFaulty(link: Link, error: unknown): void {
    this.#parts.counters.add("faults_total");
    this.#parts.log.error("Cannot obey a frame: {reason}", {
      reason: error instanceof Error
        ? error.stack ?? error.message
        : `${error}`,
    });
    link.close(CLOSE.fault, "Something went wrong");
  }

  #obey(
    link: Link,
    seat: Seat | null,
    { address }: Visitor,
    command: Exclude<Command, { type: "hello" }>,
  ): void {
    if (command.type === "probe") {
      const serverMs = this.#parts.clock.nowMs();
      seat?.host.heard(seat.viewerId);
      return link.send(
        encodeEvent({ type: "echo", sentMs: command.sentMs, serverMs }),
      );
    }
    if (seat === null) {
      const id = "id" in command ? command.id : null;
      return link.refuse("no-hello", "Cannot act before a hello", id);
    }
    if (command.type === "timings") {
      return this.#parts.onTimings?.(seat.viewerId, command.timings);
    }
    if (command.type === "password") {
      this.#setPassword(link, { seat, address }, command).catch((error) =>
        this.#endFaulty(link, error)
      );
      return;
    }
    act(this.#parts, seat, command);
  }

  async #setPassword(
    link: Link,
    setter: Setter,
    command: CommandOf<"password">,
  ): Promise<void> {
    if (await this.#passwordChanges.set(setter, command)) return;
    link.refuse("too-fast", "Cannot hash more passwords now", command.id);
  }

  #turnAway(link: Link, detail: string): null {
    link.refuse("full", detail, null);
    link.close(CLOSE.full, "Full");
    return null;
  }
}
