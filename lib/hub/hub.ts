import {
  CLOSE,
  type Command,
  type CommandOf,
  encodeEvent,
  HELLO_WITHIN_MS,
  LINKS_PER_ADDRESS_MAX,
  PROTOCOL_VERSION,
  ROOM_IDLE_MS,
  ROOMS_MAX,
} from "@/lib/protocol/mod.ts";
import {
  createRoom,
  hasPlace,
  type Now,
  ownerOf,
  restoreRoom,
  type Room,
} from "@/lib/room/mod.ts";
import type { Store } from "@/lib/store/mod.ts";
import { AddressCount } from "./address_count.ts";
import { Keeper } from "./keeper.ts";
import { Link } from "./link.ts";
import type { HubParts } from "./parts.ts";
import type { LinkEnd, LinkPort, Visitor } from "./ports.ts";
import { RoomHost } from "./room_host.ts";
import { explain } from "./traffic.ts";

interface Hosted {
  readonly host: RoomHost;
  readonly keeper: Keeper;
  /** False where the disk could not be read: what it holds must not be written over. */
  readonly mayKeep: boolean;
  cancelIdle: (() => void) | null;
}

/** All rooms of this process and the links into them. */
export class Hub {
  readonly #parts: HubParts;
  readonly #rooms = new Map<string, Hosted>();
  /** Open links that are in no room yet: at most HELLO_WITHIN_MS long. */
  readonly #unseated = new Set<Link>();
  readonly #addresses = new AddressCount();
  readonly #epoch: string;
  #isClosed = false;

  constructor(parts: HubParts) {
    this.#parts = parts;
    this.#epoch = parts.rollName("epoch");
    parts.counters.watch("rooms", () => this.#rooms.size);
    parts.counters.watch("links", () => this.#addresses.total);
    parts.counters.watch("viewers", () => {
      const rooms = [...this.#rooms.values()];
      return rooms.reduce((sum, { host }) => sum + host.room.viewers.size, 0);
    });
  }

  /** A socket has opened: gives the end to which the socket hands what comes in. */
  connect(port: LinkPort, visitor: Visitor): LinkEnd {
    const { clock, counters, traffic } = this.#parts;
    const link = new Link(port, clock.nowMs(), traffic?.said);
    if (this.#isClosed) {
      link.close(CLOSE.going, "The server stops");
      return { receive: () => {}, closed: () => {} };
    }
    if (!this.#addresses.add(visitor.address)) {
      link.refuse(
        "full",
        `Cannot take more than ${LINKS_PER_ADDRESS_MAX} links of an address`,
        null,
      );
      link.close(CLOSE.full, "Too many links from this address");
      return { receive: () => {}, closed: () => {} };
    }
    counters.add("links_opened_total");
    this.#unseated.add(link);
    let seat: { readonly viewerId: string; readonly hosted: Hosted } | null =
      null;
    let isGone = false;
    const cancelHello = clock.after(HELLO_WITHIN_MS, () => {
      if (seat === null) link.close(CLOSE.noHello, "No hello in time");
    });
    return {
      receive: (frame) => {
        if (isGone) return;
        counters.add("frames_received_total");
        const command = link.read(frame, clock.nowMs());
        if (command === null) return;
        if (command.type === "hello") {
          if (seat !== null) {
            link.refuse("not-possible", "Cannot take a second hello", null);
            return;
          }
          this.#unseated.delete(link);
          seat = this.#seat(link, visitor, command);
          return;
        }
        this.#obey(link, seat, command);
      },
      closed: () => {
        // A socket's close event may come twice (Deno 2.9).
        if (isGone) return;
        isGone = true;
        cancelHello();
        link.gone();
        this.#unseated.delete(link);
        this.#addresses.remove(visitor.address);
        if (seat !== null) seat.hosted.host.leave(seat.viewerId, link);
      },
    };
  }

  /** A room that is in memory, as it stands; null where it is not. */
  room(id: string): Room | null {
    return this.#rooms.get(id)?.host.room ?? null;
  }

  /** Tells everyone that the server's films changed. */
  announceLibrary(): void {
    const serverMs = this.#parts.clock.nowMs();
    for (const { host } of this.#rooms.values()) {
      host.announce({ type: "library", serverMs });
    }
  }

  /** Saves all rooms and ends all links; nobody is let in any more. */
  close(): void {
    this.#isClosed = true;
    for (const link of this.#unseated) {
      link.close(CLOSE.going, "The server stops");
    }
    this.#unseated.clear();
    for (const { host, keeper, mayKeep, cancelIdle } of this.#rooms.values()) {
      cancelIdle?.();
      if (mayKeep) keeper.save();
      keeper.close();
      host.close("The server stops");
    }
    this.#rooms.clear();
  }

  #obey(
    link: Link,
    seat: { readonly viewerId: string; readonly hosted: Hosted } | null,
    command: Exclude<Command, { type: "hello" }>,
  ): void {
    if (command.type === "probe") {
      const serverMs = this.#parts.clock.nowMs();
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
    const explained = explain(command, seat.viewerId, traffic);
    seat.hosted.host.command(seat.viewerId, explained);
  }

  #seat(
    link: Link,
    visitor: Visitor,
    hello: CommandOf<"hello">,
  ): { readonly viewerId: string; readonly hosted: Hosted } | null {
    if (hello.version !== PROTOCOL_VERSION) {
      link.refuse(
        "version",
        `Cannot speak version ${hello.version}, only ${PROTOCOL_VERSION}`,
        null,
      );
      link.close(CLOSE.version, "Reload the page");
      return null;
    }
    const hosted = this.#host(visitor.room);
    if (hosted === null) {
      return this.#turnAway(link, "Cannot open another room");
    }
    const { host } = hosted;
    const owner = hello.token === null
      ? null
      : ownerOf(host.room, hello.token, visitor.name);
    if (owner === null && !hasPlace(host.room, visitor.name)) {
      return this.#turnAway(
        link,
        "Cannot take another viewer of that name in this room",
      );
    }
    const viewerId = owner?.id ?? this.#parts.rollName("viewer");
    if (owner !== null) {
      host.comeBack(viewerId, link);
    } else {
      host.enter({
        id: viewerId,
        token: this.#parts.rollName("token"),
        askedName: visitor.name,
        device: hello.device,
      }, link);
    }
    hosted.cancelIdle?.();
    hosted.cancelIdle = null;
    host.welcome(viewerId, link);
    return { viewerId, hosted };
  }

  #turnAway(link: Link, detail: string): null {
    link.refuse("full", detail, null);
    link.close(CLOSE.full, "Full");
    return null;
  }

  #host(id: string): Hosted | null {
    const known = this.#rooms.get(id);
    if (known !== undefined) return known;
    if (this.#rooms.size >= ROOMS_MAX && !this.#dropIdle()) return null;
    const { bus, clock, firstSource } = this.#parts;
    const { kept, mayKeep } = this.#load(id);
    const now: Now = { nowMs: clock.nowMs(), wallMs: clock.wallMs() };
    const room = kept === null
      ? createRoom(id, firstSource, now)
      : restoreRoom(kept, now);
    const host = new RoomHost(room, {
      bus,
      clock,
      epoch: this.#epoch,
      onKeep: () => {
        if (mayKeep) hosted.keeper.touch();
      },
      onEmpty: () => {
        hosted.cancelIdle ??= clock.after(ROOM_IDLE_MS, () => this.#drop(id));
      },
    });
    const hosted: Hosted = {
      host,
      keeper: new Keeper(this.#parts, () => host.room),
      mayKeep,
      cancelIdle: null,
    };
    this.#rooms.set(id, hosted);
    return hosted;
  }

  #load(
    id: string,
  ): { readonly kept: ReturnType<Store["load"]>; readonly mayKeep: boolean } {
    try {
      return { kept: this.#parts.store.load(id), mayKeep: true };
    } catch (error) {
      this.#parts.log.error("Cannot read a room from disk: {reason}", {
        reason: error instanceof Error ? error.message : String(error),
      });
      return { kept: null, mayKeep: false };
    }
  }

  /** Makes place by the room that was opened longest ago and has nobody in it. */
  #dropIdle(): boolean {
    for (const [id, { host }] of this.#rooms) {
      if (host.room.viewers.size > 0) continue;
      this.#drop(id);
      return true;
    }
    return false;
  }

  #drop(id: string): void {
    const hosted = this.#rooms.get(id);
    if (hosted === undefined || hosted.host.room.viewers.size > 0) return;
    hosted.cancelIdle?.();
    hosted.keeper.close();
    hosted.host.close("The room is empty");
    this.#rooms.delete(id);
  }
}
