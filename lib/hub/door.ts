import type { KeptAccess } from "@/lib/protocol/mod.ts";
import { type Admission, admission, type Caller } from "@/lib/room/mod.ts";
import { addressDigest, personOf } from "./digest.ts";
import type { Passwords } from "./passwords.ts";
import type { HubClock } from "./ports.ts";
import type { Rooms } from "./rooms.ts";
import { WrongTries } from "./wrong_tries.ts";

/** What became of a password that was tried. */
export type Tried =
  | { readonly is: "right" | "wrong" | "busy" }
  /** Too many wrong ones from there, or for that room. */
  | { readonly is: "slow"; readonly waitMs: number };

/** Who knocks without a link: a page that is asked for. */
export interface Knocking {
  readonly room: string;
  /** The secret of their cookie; null where they have none. */
  readonly session: string | null;
  /** The network address. */
  readonly address: string;
}

/** What a door needs. */
export interface DoorParts {
  readonly rooms: Rooms;
  readonly clock: HubClock;
  readonly passwords: Passwords;
}

/** The door of all rooms: who may come in, and who gave the right password. */
export class Door {
  readonly #parts: DoorParts;
  readonly #tries = new WrongTries();

  constructor(parts: DoorParts) {
    this.#parts = parts;
  }

  /** Whether somebody may come into a room, be it in memory or in the store. */
  admission(knocking: Knocking): Admission {
    const access = this.#parts.rooms.accessOf(knocking.room);
    return this.admissionTo(access, callerOf(knocking));
  }

  /** Whether somebody may know what goes on in a room: in a closed one its members may. */
  maySee(knocking: Knocking): boolean {
    const access = this.#parts.rooms.accessOf(knocking.room);
    return access.passwordHash === null ||
      this.admissionTo(access, callerOf(knocking)) === "in";
  }

  /** The same as `admission`, for a room whose access is at hand. */
  admissionTo(access: KeptAccess, caller: Caller): Admission {
    return admission(access, caller, { wallMs: this.#parts.clock.wallMs() });
  }

  /**
   * Tries a password for somebody with a session, and remembers who gave the right one.
   *
   * @throws {Error} when it cannot be compared
   */
  async knock(
    knocking: Knocking & { readonly session: string },
    password: string,
  ): Promise<Tried | { readonly is: "banned" }> {
    const { rooms } = this.#parts;
    const answer = this.admission(knocking);
    if (answer === "banned") return { is: answer };
    if (answer === "in") return { is: "right" };
    const tried = await this.tryPassword(knocking, password);
    if (tried.is === "right") {
      rooms.letIn(knocking.room, personOf(knocking.session));
    }
    return tried;
  }

  /**
   * Compares a password with the room's; wrong ones are slowed.
   *
   * @throws {Error} when it cannot be compared
   */
  async tryPassword(
    { room, address }: Omit<Knocking, "session">,
    password: string,
  ): Promise<Tried> {
    const { rooms, clock, passwords } = this.#parts;
    const { passwordHash } = rooms.accessOf(room);
    if (passwordHash === null) return { is: "right" };
    const waitMs = this.#tries.take(address, room, clock.nowMs());
    if (waitMs > 0) return { is: "slow", waitMs };
    const isRight = await passwords.matches(password, passwordHash);
    if (isRight !== false) this.#tries.giveBack(address, room);
    if (isRight === null) return { is: "busy" };
    // The owner may have set another meanwhile.
    const isSame = rooms.accessOf(room).passwordHash === passwordHash;
    return { is: isRight && isSame ? "right" : "wrong" };
  }
}

/** Somebody as a room knows them. */
export function callerOf(
  { session, address }: Omit<Knocking, "room">,
): Caller {
  return {
    person: session === null ? null : personOf(session),
    address: addressDigest(address),
  };
}
