import {
  type AccessState,
  type Ban,
  type KeptAccess,
  LET_IN_MAX,
  OPEN_RIGHTS,
  type Role,
} from "@/lib/protocol/mod.ts";
import type { Effect, Now, Room } from "./state.ts";

/** A room that nobody has claimed. */
export const NO_ACCESS: KeptAccess = {
  owner: null,
  controllers: [],
  rights: OPEN_RIGHTS,
  passwordHash: null,
  letIn: [],
  bans: [],
};

/** Who stands at the door: digests, as the edge made them of session and network address. */
export interface Caller {
  /** Null for somebody who showed no session. */
  readonly person: string | null;
  /** Null where the address says nothing, as that of a proxy. */
  readonly address: string | null;
}

/** Whether somebody may come in; `password` asks for it. */
export type Admission = "in" | "password" | "banned";

/** Who may come into a room. Whom its owner trusts is not kept out for the address they share. */
export function admission(
  access: KeptAccess,
  { person, address }: Caller,
  { wallMs }: Pick<Now, "wallMs">,
): Admission {
  const isTrusted = person !== null && isAmongOwners(access, person);
  const isOut = access.bans.some((ban) =>
    holds(ban, wallMs) &&
    (ban.person === person ||
      (!isTrusted && ban.address !== null && ban.address === address))
  );
  if (isOut) return "banned";
  return access.passwordHash === null || isMember(access, person)
    ? "in"
    : "password";
}

/** Whether a closed room knows somebody: its owner, its controllers, who gave the password. */
export function isMember(access: KeptAccess, person: string | null): boolean {
  return person !== null &&
    (isAmongOwners(access, person) || access.letIn.includes(person));
}

/** Whether somebody is in a room, or known in it by more than its name. */
export function isKnownIn(
  { access, viewers }: Pick<Room, "access" | "viewers">,
  person: string,
): boolean {
  return isMember(access, person) ||
    viewers.values().some((viewer) => viewer.person === person);
}

/** Whether a ban still keeps somebody out. */
export function holds(
  { untilWallMs }: Pick<Ban, "untilWallMs">,
  wallMs: number,
): boolean {
  return untilWallMs === null || untilWallMs > wallMs;
}

/** Who is kept out now, as one who may know is told: no session and no address is in it. */
export function shownBans(access: KeptAccess, wallMs: number): Ban[] {
  return access.bans.filter((ban) => holds(ban, wallMs)).map((
    { id, name, by, wallMs, untilWallMs },
  ) => ({ id, name, by, wallMs, untilWallMs }));
}

/** What somebody is in the room. The stand-in is none any more once the owner is there. */
export function roleOf(
  { access, deputy }: Pick<Room, "access" | "deputy">,
  person: string,
): Role {
  if (access.owner === null) return "viewer";
  if (access.owner.person === person) return "owner";
  if (deputy === person) return "deputy";
  return access.controllers.some((one) => one.person === person)
    ? "controller"
    : "viewer";
}

/** Whose room it is and who may do what, as everyone sees it. */
export function accessState(access: KeptAccess): AccessState {
  return {
    owner: access.owner?.name ?? null,
    rights: access.rights,
    closed: access.passwordHash !== null,
  };
}

/** With somebody among those who gave the password; the oldest of too many give it again. */
export function withLetIn(
  access: KeptAccess,
  people: readonly string[],
): KeptAccess {
  const known = new Set(access.letIn);
  const added = new Set(people.filter((person) => !known.has(person)));
  return added.size === 0
    ? access
    : { ...access, letIn: [...access.letIn, ...added].slice(-LET_IN_MAX) };
}

/** The news of it for all, to be kept. */
export function accessNews(
  access: KeptAccess,
  { nowMs }: Pick<Now, "nowMs">,
): Effect[] {
  return [
    {
      type: "send",
      to: "all",
      event: { type: "access", serverMs: nowMs, access: accessState(access) },
    },
    { type: "keep" },
  ];
}

function isAmongOwners(
  { owner, controllers }: KeptAccess,
  person: string,
): boolean {
  return owner?.person === person ||
    controllers.some((one) => one.person === person);
}
