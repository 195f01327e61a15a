import type { KeptAccess } from "@/lib/protocol/mod.ts";
import { type Admission, admission, type Caller } from "@/lib/room/mod.ts";
import { addressDigest, personOf } from "./digest.ts";
import type { Passwords } from "./passwords.ts";
import type { HubClock } from "./ports.ts";
import type { Rooms } from "./rooms.ts";
import { WrongTries } from "./wrong_tries.ts";

/** Why a password did not open the door. */
export type Refused =
  | { readonly is: "wrong" | "busy" | "banned" }
  /** Too many wrong ones from there, or for that room. */
  | { readonly is: "slow"; readonly waitMs: number };

/** What became of a password that was tried, and what entering gave. */
export type Tried<Entered> =
  | Refused
  | { readonly is: "right"; readonly entered: Entered };

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

  /**
   * Whether somebody may come into a room, be it in memory or in the store. Where the disk cannot
   * say, the page is shown and its link is asked again.
   */
  admission(knocking: Knocking): Admission {
    const access = this.#parts.rooms.accessOf(knocking.room);
    return access === null
      ? "in"
      : this.admissionTo(access, callerOf(knocking));
  }

  /** Whether somebody may know what goes on in a room: in a closed one its members may. */
  maySee(knocking: Knocking): boolean {
    const access = this.#parts.rooms.accessOf(knocking.room);
    return access !== null && (access.passwordHash === null ||
      this.admissionTo(access, callerOf(knocking)) === "in");
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
  ): Promise<Refused | { readonly is: "right" }> {
    const { rooms } = this.#parts;
    const access = rooms.accessOf(knocking.room);
    if (access === null) return { is: "busy" };
    const answer = this.admissionTo(access, callerOf(knocking));
    if (answer === "banned") return { is: answer };
    if (answer === "in") return { is: "right" };
    const tried = await this.tryPassword(
      { ...knocking, password },
      () => rooms.letIn(knocking.room, personOf(knocking.session)),
    );
    return tried.is === "right" ? { is: "right" } : tried;
  }

  /**
   * Compares a password with the room's; wrong ones are slowed.
   *
   * @param enter is called where it is right, at the instant at which that was looked at last
   * @throws {Error} when it cannot be compared
   */
  async tryPassword<Entered>(
    knocking: Knocking & { readonly password: string },
    enter: () => Entered,
  ): Promise<Tried<Entered>> {
    const { rooms, clock, passwords } = this.#parts;
    const { room, address, password } = knocking;
    const before = rooms.accessOf(room);
    if (before === null) return { is: "busy" };
    const { passwordHash } = before;
    let isRight: boolean | null = true;
    if (passwordHash !== null) {
      const waitMs = this.#tries.take(address, room, clock.nowMs());
      if (waitMs > 0) return { is: "slow", waitMs };
      isRight = await passwords.matches(password, passwordHash);
      if (isRight !== false) this.#tries.giveBack(address, room);
    }
    // Meanwhile the owner may have set another, taken it off, or sent them away.
    const access = rooms.accessOf(room);
    if (access === null) return { is: "busy" };
    const answer = this.admissionTo(access, callerOf(knocking));
    if (answer === "banned") return { is: answer };
    if (answer === "password") {
      if (isRight === null) return { is: "busy" };
      if (!isRight || access.passwordHash !== passwordHash) {
        return { is: "wrong" };
      }
    }
    return { is: "right", entered: enter() };
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
