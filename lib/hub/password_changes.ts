import {
  type CommandOf,
  PASSWORDS_NEW_PER_ADDRESS_BURST,
  PASSWORDS_NEW_PER_ADDRESS_MS,
  PASSWORDS_NEW_PER_ROOM_MAX,
  ROOMS_MAX,
} from "@/lib/protocol/mod.ts";
import { objection } from "@/lib/room/mod.ts";
import { addressKey } from "./address_key.ts";
import { Buckets } from "./buckets.ts";
import type { Passwords } from "./passwords.ts";
import type { HubClock } from "./ports.ts";
import type { Seat } from "./reception.ts";

/** What setting passwords needs. */
export interface PasswordChangesParts {
  readonly passwords: Passwords;
  readonly clock: HubClock;
}

/** Who sets a password, and from where. */
export interface Setter {
  readonly seat: Seat;
  /** The network address. */
  readonly address: string;
}

/** Passwords that rooms are given: hashed aside, and set in the order in which they came. */
export class PasswordChanges {
  readonly #parts: PasswordChangesParts;
  readonly #buckets = new Buckets({
    perS: 1000 / PASSWORDS_NEW_PER_ADDRESS_MS,
    burst: PASSWORDS_NEW_PER_ADDRESS_BURST,
  }, ROOMS_MAX);
  /** The last change of each room that has some under way, and how many they are. */
  readonly #rooms = new Map<
    Seat["host"],
    { readonly last: Promise<void>; readonly count: number }
  >();

  constructor(parts: PasswordChangesParts) {
    this.#parts = parts;
  }

  /**
   * Sets a room's password, or takes it off, after those that were asked for before. Who may not
   * gets no hash, and is refused by the rules.
   *
   * @returns false where it was refused because too many wait, or come from there
   * @throws {Error} when it cannot be hashed
   */
  async set(setter: Setter, command: CommandOf<"password">): Promise<boolean> {
    const { host } = setter.seat;
    const before = this.#rooms.get(host) ??
      { last: Promise.resolve(), count: 0 };
    if (before.count >= PASSWORDS_NEW_PER_ROOM_MAX) return false;
    const turn = before.last.then(() => this.#set(setter, command));
    this.#rooms.set(host, {
      last: turn.then(() => this.#isDone(host), () => this.#isDone(host)),
      count: before.count + 1,
    });
    return await turn;
  }

  async #set(
    { seat: { host, viewerId }, address }: Setter,
    { password, id, pressedAtMs }: CommandOf<"password">,
  ): Promise<boolean> {
    const { passwords, clock } = this.#parts;
    const bare = {
      type: "password",
      id,
      pressedAtMs,
      passwordHash: null,
    } as const;
    const viewer = host.room.viewers.get(viewerId);
    const isRefused = viewer === undefined || viewer.recentIds.includes(id) ||
      objection(host.room, viewer, bare) !== null;
    if (password === null || isRefused) {
      host.command(viewerId, bare);
      return true;
    }
    if (!this.#buckets.take(addressKey(address), clock.nowMs())) return false;
    const passwordHash = await passwords.hash(password);
    if (passwordHash === null) return false;
    host.command(viewerId, { ...bare, passwordHash });
    return true;
  }

  #isDone(host: Seat["host"]): void {
    const under = this.#rooms.get(host);
    if (under === undefined) return;
    if (under.count === 1) this.#rooms.delete(host);
    else this.#rooms.set(host, { ...under, count: under.count - 1 });
  }
}
