import {
  CLOSE,
  type CommandOf,
  type ErrorCode,
  PROTOCOL_VERSION,
} from "@/lib/protocol/mod.ts";
import { hasPlace, ownerOf, pastOf } from "@/lib/room/mod.ts";
import { personOf } from "./digest.ts";
import { callerOf, type Door, type Tried } from "./door.ts";
import type { Link } from "./link.ts";
import type { HubParts } from "./parts.ts";
import type { Visitor } from "./ports.ts";
import type { RoomHost } from "./room_host.ts";
import type { Rooms } from "./rooms.ts";

/** Where somebody sits. */
export interface Seat {
  readonly viewerId: string;
  readonly host: RoomHost;
}

type Hello = CommandOf<"hello">;

/** What a reception needs. */
export interface ReceptionParts {
  readonly rooms: Rooms;
  readonly door: Door;
  readonly rollName: HubParts["rollName"];
}

/** Takes people in: who is let in gets a seat, everyone else is told why not, and sent away. */
export class Reception {
  readonly #parts: ReceptionParts;

  constructor(parts: ReceptionParts) {
    this.#parts = parts;
  }

  /**
   * The answer to a hello: a seat, or null for who was turned away. It is a promise where a
   * password has to be compared first.
   */
  receive(
    link: Link,
    visitor: Visitor,
    hello: Hello,
  ): Seat | null | Promise<Seat | null> {
    if (hello.version !== PROTOCOL_VERSION) {
      link.refuse(
        "version",
        `Cannot speak version ${hello.version}, only ${PROTOCOL_VERSION}`,
        null,
      );
      link.close(CLOSE.version, "Reload the page");
      return null;
    }
    switch (this.#admission(visitor, hello)) {
      case "in":
        return this.#sit(link, visitor, hello);
      case "banned":
        return this.#sendAway(
          link,
          "banned",
          "Cannot enter as the room's owner does not let you in",
          CLOSE.banned,
        );
      case "password":
        return hello.password === undefined || hello.password === null
          ? this.#sendAway(
            link,
            "password",
            "Cannot enter without the room's password",
          )
          : this.#tryPassword(link, visitor, hello, hello.password);
    }
  }

  // Who sits in the room and takes their seat again by its token was let in before.
  #admission(visitor: Visitor, hello: Hello) {
    const { rooms, door } = this.#parts;
    const access = rooms.accessOf(visitor.room);
    const answer = door.admissionTo(
      access,
      callerOf({
        address: visitor.address,
        session: sessionOf(visitor, hello) ?? hello.token,
      }),
    );
    const room = rooms.find(visitor.room)?.room;
    const isSeated = room !== undefined && hello.token !== null &&
      ownerOf(room, hello.token, visitor.name) !== null;
    return answer === "password" && isSeated ? "in" : answer;
  }

  async #tryPassword(
    link: Link,
    visitor: Visitor,
    hello: Hello,
    password: string,
  ): Promise<Seat | null> {
    const tried = await this.#parts.door.tryPassword(visitor, password);
    if (!link.isOpen) return null;
    return tried.is === "right"
      ? this.#sit(link, visitor, hello)
      : this.#sendAway(link, ...WHY[tried.is](tried));
  }

  #sit(link: Link, visitor: Visitor, hello: Hello): Seat | null {
    const { rooms, rollName } = this.#parts;
    const { room, name } = visitor;
    const host = rooms.open(room);
    if (host === null) {
      return this.#sendAway(
        link,
        "full",
        "Cannot open another room",
        CLOSE.full,
      );
    }
    const { token } = hello;
    const owner = token === null ? null : ownerOf(host.room, token, name);
    if (owner === null && !hasPlace(host.room, name)) {
      return this.#sendAway(
        link,
        "full",
        "Cannot take another viewer of that name in this room",
        CLOSE.full,
      );
    }
    const past = token === null ? null : pastOf(host.room, token, name);
    const viewerId = owner?.id ?? past?.id ?? rollName("viewer");
    const ownToken = owner?.token ?? past?.token ?? rollName("token");
    const session = sessionOf(visitor, hello) ?? ownToken;
    const person = personOf(session);
    const { address } = callerOf({ session, address: visitor.address });
    if (host.room.access.passwordHash !== null) rooms.letIn(room, person);
    if (owner !== null) {
      host.comeBack(viewerId, link, { person, address });
    } else {
      host.enter({
        id: viewerId,
        token: ownToken,
        askedName: name,
        device: hello.device,
        person,
        address,
      }, link);
    }
    rooms.stay(room);
    link.answersBeats = hello.beats ?? false;
    host.welcome(viewerId, link, hello.seen ?? null);
    return { viewerId, host };
  }

  #sendAway(
    link: Link,
    code: ErrorCode,
    detail: string,
    close: number = CLOSE.password,
  ): null {
    link.refuse(code, detail, null);
    link.close(close, code);
    return null;
  }
}

/** Why a password did not open the door. */
const WHY: {
  readonly [K in Exclude<Tried["is"], "right">]: (
    tried: Tried,
  ) => [code: ErrorCode, detail: string];
} = {
  wrong: () => ["wrong-password", "Cannot enter with that password"],
  busy: () => ["too-fast", "Cannot compare more passwords now"],
  slow: (tried) => {
    const waitMs = tried.is === "slow" ? tried.waitMs : 0;
    const detail = `Cannot try a password for ${Math.ceil(waitMs / 1000)} s`;
    return ["too-many-tries", detail];
  },
};

/** The first frame's word goes before the cookie's. */
function sessionOf(visitor: Visitor, hello: Hello): string | null {
  return hello.session ?? visitor.session ?? null;
}
