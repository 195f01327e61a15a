import {
  CLOSE,
  type Command,
  type CommandOf,
  encodeEvent,
  HELLO_WITHIN_MS,
  PROTOCOL_VERSION,
} from "@/lib/protocol/mod.ts";
import { hasPlace, ownerOf, pastOf, type Room } from "@/lib/room/mod.ts";
import { ADDRESS_LIMITS, AddressCount } from "./address_count.ts";
import { Link } from "./link.ts";
import type { HubParts } from "./parts.ts";
import type { LinkEnd, LinkPort, Visitor } from "./ports.ts";
import type { RoomHost } from "./room_host.ts";
import { Rooms } from "./rooms.ts";
import { explain } from "./traffic.ts";

interface Seat {
  readonly viewerId: string;
  readonly host: RoomHost;
}

/** An end of which nothing is taken any more. */
const NO_END: LinkEnd = { receive: () => {}, closed: () => {} };

/** All rooms of this process and the links into them. */
export class Hub {
  readonly #parts: HubParts;
  readonly #rooms: Rooms;
  /** Open links that are in no room yet: at most HELLO_WITHIN_MS long. */
  readonly #unseated = new Set<Link>();
  readonly #addresses: AddressCount;
  #isClosed = false;

  constructor(parts: HubParts) {
    this.#parts = parts;
    this.#addresses = new AddressCount(parts.addressLimits ?? ADDRESS_LIMITS);
    this.#rooms = new Rooms({ ...parts, epoch: parts.rollName("epoch") });
    parts.counters.watch("rooms", () => this.#rooms.size);
    parts.counters.watch("links", () => this.#addresses.total);
    parts.counters.watch("viewers", () => this.#rooms.viewers);
    parts.counters.watch("disk_ok", () => this.#rooms.isDiskOk ? 1 : 0);
  }

  /** A socket has opened: gives the end to which the socket hands what comes in. */
  connect(port: LinkPort, visitor: Visitor): LinkEnd {
    const { clock, counters, traffic } = this.#parts;
    const link = new Link(port, clock.nowMs(), traffic?.said);
    if (this.#isClosed) {
      link.close(CLOSE.going, "The server stops");
      return NO_END;
    }
    if (!this.#takesFrom(visitor, link)) return NO_END;
    counters.add("links_opened_total");
    this.#unseated.add(link);
    let seat: Seat | null = null;
    let isGone = false;
    const cancelHello = clock.after(HELLO_WITHIN_MS, () => {
      if (seat === null) link.close(CLOSE.noHello, "No hello in time");
    });
    const receive = (frame: string | null): void => {
      counters.add("frames_received_total");
      const command = link.read(frame, clock.nowMs());
      if (command === null) return;
      if (command.type !== "hello") return this.#obey(link, seat, command);
      if (seat !== null) {
        return link.refuse("not-possible", "Cannot take a second hello", null);
      }
      this.#unseated.delete(link);
      seat = this.#seat(link, visitor, command);
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
        if (seat !== null) seat.host.leave(seat.viewerId, link);
      },
    };
  }

  /** What a viewer of any room is called; null where nobody has the id. */
  nameOf(viewerId: string): string | null {
    return this.#rooms.nameOf(viewerId);
  }

  /** A room that is in memory, as it stands; null where it is not. */
  room(id: string): Room | null {
    return this.#rooms.find(id)?.room ?? null;
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
  }

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
    const { traffic } = this.#parts;
    seat.host.command(
      seat.viewerId,
      explain(command, seat.viewerId, traffic),
    );
  }

  #seat(link: Link, visitor: Visitor, hello: CommandOf<"hello">): Seat | null {
    if (hello.version !== PROTOCOL_VERSION) {
      link.refuse(
        "version",
        `Cannot speak version ${hello.version}, only ${PROTOCOL_VERSION}`,
        null,
      );
      link.close(CLOSE.version, "Reload the page");
      return null;
    }
    const host = this.#rooms.open(visitor.room);
    if (host === null) return this.#turnAway(link, "Cannot open another room");
    const { token } = hello;
    const owner = token === null
      ? null
      : ownerOf(host.room, token, visitor.name);
    if (owner === null && !hasPlace(host.room, visitor.name)) {
      return this.#turnAway(
        link,
        "Cannot take another viewer of that name in this room",
      );
    }
    const past = token === null ? null : pastOf(host.room, token, visitor.name);
    const viewerId = owner?.id ?? past?.id ?? this.#parts.rollName("viewer");
    if (owner !== null) {
      host.comeBack(viewerId, link);
    } else {
      host.enter({
        id: viewerId,
        token: past?.token ?? this.#parts.rollName("token"),
        askedName: visitor.name,
        device: hello.device,
      }, link);
    }
    this.#rooms.stay(visitor.room);
    link.answersBeats = hello.beats ?? false;
    host.welcome(viewerId, link, hello.seen ?? null);
    return { viewerId, host };
  }

  #turnAway(link: Link, detail: string): null {
    link.refuse("full", detail, null);
    link.close(CLOSE.full, "Full");
    return null;
  }
}
