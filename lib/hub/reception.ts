import {
  CLOSE,
  type CommandOf,
  type ErrorCode,
  PROTOCOL_VERSION,
} from "@/lib/protocol/mod.ts";
import {
  type Admission,
  type Caller,
  hasPlace,
  holderOf,
  ownerOf,
  pastOf,
  type Room,
} from "@/lib/room/mod.ts";
import { personOf } from "./digest.ts";
import { callerOf, type Door, type Refused } from "./door.ts";
import type { Link } from "./link.ts";
import type { HubParts } from "./parts.ts";
import type { Visitor } from "./ports.ts";
import type { RoomHost } from "./room_host.ts";
import { PromisedIds } from "./promised_ids.ts";
import type { Rooms } from "./rooms.ts";

/** Where somebody sits. */
export interface Seat {
  readonly viewerId: string;
  readonly host: RoomHost;
}

type Hello = CommandOf<"hello">;

/** Characters of a token that a tab may choose itself: 128 bits even where they are hexadecimal. */
const OWN_TOKEN_MIN_LENGTH = 32;

/** What a reception needs. */
export interface ReceptionParts {
  readonly rooms: Rooms;
  readonly door: Door;
  readonly rollName: HubParts["rollName"];
  readonly clock: HubParts["clock"];
}

/** Takes people in: who is let in gets a seat, everyone else is told why not, and sent away. */
export class Reception {
  readonly #parts: ReceptionParts;
  readonly #promised: PromisedIds;

  constructor(parts: ReceptionParts) {
    this.#parts = parts;
    this.#promised = new PromisedIds(() => parts.rollName("viewer"));
  }

  /**
   * Somebody is about to come into a room: which film of the server they will want first, and the
   * id under which to ask for it; null where the room shows none.
   */
  expect(roomId: string): { viewerId: string; path: string } | null {
    const { rooms, clock } = this.#parts;
    const source = rooms.sourceOf(roomId);
    if (source?.kind !== "film") return null;
    const viewerId = this.#promised.give(roomId, clock.nowMs());
    return { viewerId, path: source.path };
  }

  /** The room to which one who was promised this id is on their way; null where nobody was. */
  roomAwaiting(viewerId: string): string | null {
    return this.#promised.roomOf(viewerId);
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
    const answer = this.#admission(visitor, hello);
    const { password } = hello;
    return answer === "password" && password !== undefined && password !== null
      ? this.#tryPassword(link, visitor, { ...hello, password })
      : answer === "in"
      ? this.#sit(link, visitor, { hello })
      : this.#refuse(link, answer);
  }

  // Who sits in the room and takes their seat again by its token was let in before.
  #admission(visitor: Visitor, hello: Hello): Admission {
    const { rooms, door } = this.#parts;
    const access = rooms.accessOf(visitor.room);
    // Where the disk cannot say, the room is asked itself, once it is open.
    if (access === null) return "in";
    const answer = door.admissionTo(access, callerAs(visitor, hello));
    const room = rooms.find(visitor.room)?.room;
    const isSeated = room !== undefined && hello.token !== null &&
      ownerOf(room, hello.token, visitor.name) !== null;
    return answer === "password" && isSeated ? "in" : answer;
  }

  async #tryPassword(
    link: Link,
    visitor: Visitor,
    hello: Hello & { readonly password: string },
  ): Promise<Seat | null> {
    const { room, address } = visitor;
    const session = sessionOf(visitor, hello) ?? hello.token;
    const knocking = { room, address, session, password: hello.password };
    const tried = await this.#parts.door.tryPassword(
      knocking,
      () =>
        link.isOpen
          ? this.#sit(link, visitor, { hello, isProven: true })
          : null,
    );
    if (tried.is === "right") return tried.entered;
    if (!link.isOpen) return null;
    return tried.is === "banned"
      ? this.#refuse(link, tried.is)
      : this.#sendAway(link, ...WHY[tried.is](tried));
  }

  #sit(
    link: Link,
    visitor: Visitor,
    { hello, isProven = false }: {
      readonly hello: Hello;
      /** Whether the room's password was given, and right. */
      readonly isProven?: boolean;
    },
  ): Seat | null {
    const { rooms, door, rollName } = this.#parts;
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
    // What is known of it now goes before what could be read of it then.
    const answer = door.admissionTo(host.room.access, callerAs(visitor, hello));
    const isKnown = owner !== null || isProven;
    if (answer === "banned" || (answer === "password" && !isKnown)) {
      rooms.rest(room);
      return this.#refuse(link, answer);
    }
    if (owner === null && !hasPlace(host.room, name)) {
      return this.#sendAway(
        link,
        "full",
        "Cannot take another viewer of that name in this room",
        CLOSE.full,
      );
    }
    const past = token === null ? null : pastOf(host.room, token, name);
    const viewerId = owner?.id ?? past?.id ?? this.#promisedTo(hello, room) ??
      rollName("viewer");
    const ownToken = owner?.token ?? past?.token ??
      freeToken(host.room, token) ?? rollName("token");
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
    rooms.stay(room, viewerId);
    link.answersBeats = hello.beats ?? false;
    host.welcome(viewerId, link, hello.seen ?? null);
    return { viewerId, host };
  }

  /** The id under which the page of this one asked for the film already. */
  #promisedTo({ viewer }: Hello, room: string): string | null {
    const isTheirs = viewer !== undefined && viewer !== null &&
      this.#promised.redeem(viewer, room, this.#parts.clock.nowMs());
    return isTheirs ? viewer : null;
  }

  #refuse(link: Link, answer: Exclude<Admission, "in">): null {
    return answer === "banned"
      ? this.#sendAway(
        link,
        "banned",
        "Cannot enter as the room's owner does not let you in",
        CLOSE.banned,
      )
      : this.#sendAway(
        link,
        "password",
        "Cannot enter without the room's password",
      );
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
  readonly [K in Exclude<Refused["is"], "banned">]: (
    tried: Refused,
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

/** The token that a tab has rolled for itself, where it can be no other's and hard to guess. */
function freeToken(room: Room, token: string | null): string | null {
  return token !== null && token.length >= OWN_TOKEN_MIN_LENGTH &&
      holderOf(room, token) === null && !room.past.has(token)
    ? token
    : null;
}

function callerAs(visitor: Visitor, hello: Hello): Caller {
  const session = sessionOf(visitor, hello) ?? hello.token;
  return callerOf({ address: visitor.address, session });
}

/** The first frame's word goes before the cookie's. */
function sessionOf(visitor: Visitor, hello: Hello): string | null {
  return hello.session ?? visitor.session ?? null;
}
