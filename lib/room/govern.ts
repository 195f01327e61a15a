import {
  BANS_MAX,
  type CommandOf,
  CONTROLLERS_MAX,
  type KeptAccess,
  KICKED_MS,
  RANKS,
  type What,
} from "@/lib/protocol/mod.ts";
import {
  accessNews,
  holds,
  NO_ACCESS,
  roleOf,
  shownBans,
  withLetIn,
} from "./access.ts";
import type { RoomCommand } from "./reduce.ts";
import type { Objection } from "./rights.ts";
import type { Effect, Now, Room, Step, Viewer } from "./state.ts";
import { tell } from "./tell.ts";
import { withoutViewer } from "./viewers.ts";

/** What keeps a command about the room itself from being done, beside the right to it. */
export function objectionTo(
  room: Room,
  viewer: Viewer,
  command: RoomCommand,
): Objection | null {
  switch (command.type) {
    case "handOver":
    case "role":
    case "kick":
    case "ban": {
      const target = room.viewers.get(command.viewer);
      if (target === undefined) {
        return { code: "no-such-viewer", detail: "Cannot find that viewer" };
      }
      if (target.person === viewer.person) {
        return notPossible("Cannot do that to oneself");
      }
      const isAbove = RANKS[roleOf(room, target.person)] >=
        RANKS[roleOf(room, viewer.person)];
      if (isAbove) return notPossible("Cannot do that to who stands above");
      const isFull = command.type === "role" && command.role === "controller" &&
        room.access.controllers.length >= CONTROLLERS_MAX;
      return isFull
        ? notPossible(`Cannot have more than ${CONTROLLERS_MAX} controllers`)
        : null;
    }
    default:
      return null;
  }
}

/** The room becomes somebody's; all goes on as it was. */
export function claim(room: Room, viewer: Viewer, now: Now): Step {
  const { person, name } = viewer;
  return changed(room, { ...room.access, owner: { person, name } }, {
    what: "claim",
    by: name,
  }, now);
}

/** The owner gives it up: nothing is left of what was set. */
export function release(room: Room, by: string, now: Now): Step {
  return changed(
    { ...room, deputy: null, ownerAwayMs: null },
    NO_ACCESS,
    { what: "release", by },
    now,
  );
}

/** Somebody else becomes the owner; who was it stays a controller. */
export function handOver(
  room: Room,
  viewer: Viewer,
  to: string,
  now: Now,
): Step {
  const target = room.viewers.get(to);
  if (target === undefined) return { room, effects: [] };
  const { person, name } = target;
  const others = room.access.controllers.filter((one) => one.person !== person);
  return changed(
    room,
    {
      ...room.access,
      owner: { person, name },
      controllers: [
        ...others.slice(1 - CONTROLLERS_MAX),
        { person: viewer.person, name: viewer.name },
      ],
    },
    { what: "hand-over", by: viewer.name, about: name },
    now,
  );
}

/** Somebody becomes a controller, or is one no longer. */
export function setRole(
  room: Room,
  by: string,
  { viewer, role }: Pick<CommandOf<"role">, "viewer" | "role">,
  now: Now,
): Step {
  const target = room.viewers.get(viewer);
  if (target === undefined) return { room, effects: [] };
  const { person, name } = target;
  const { controllers } = room.access;
  const others = controllers.filter((one) => one.person !== person);
  if (role === "viewer" && others.length === controllers.length) {
    return { room, effects: [] };
  }
  // In a closed room who is a controller no longer stays one who was let in.
  const access = withLetIn({
    ...room.access,
    controllers: role === "controller" ? [...others, { person, name }] : others,
  }, room.access.passwordHash === null ? [] : [person]);
  return changed(room, access, {
    what: role === "controller" ? "controller" : "controller-off",
    by,
    about: name,
  }, now);
}

/** Who may do what. */
export function setRights(
  room: Room,
  by: string,
  rights: CommandOf<"rights">["rights"],
  now: Now,
): Step {
  return changed(room, { ...room.access, rights }, { what: "rights", by }, now);
}

/** Closes the room by the hash of a password, or opens it. Who is inside stays, and is known. */
export function setPassword(
  room: Room,
  by: string,
  passwordHash: string | null,
  now: Now,
): Step {
  const inside = [...room.viewers.values()].map(({ person }) => person);
  const access = { ...room.access, passwordHash, letIn: [] };
  return changed(
    room,
    passwordHash === null ? access : withLetIn(access, inside),
    { what: passwordHash === null ? "opened" : "closed", by },
    now,
  );
}

/**
 * Sends somebody out with all their tabs, and keeps them out: for a minute, or for good. In a
 * closed room they are to give the password again.
 *
 * @param rollId an id for the entry in the list of who is kept out
 */
export function sendOut(
  room: Room,
  by: string,
  { viewer, isForGood, id }: {
    readonly viewer: string;
    readonly isForGood: boolean;
    readonly id: string;
  },
  now: Now,
): Step {
  const target = room.viewers.get(viewer);
  if (target === undefined) return { room, effects: [] };
  const { person, name } = target;
  const { access } = room;
  const still = access.bans.filter((ban) =>
    ban.person !== person && holds(ban, now.wallMs)
  );
  const ban = {
    id,
    name,
    by,
    wallMs: now.wallMs,
    untilWallMs: isForGood ? null : now.wallMs + KICKED_MS,
    person,
    address: isForGood ? target.address : null,
  };
  const isSame = (one: { readonly person: string }) => one.person === person;
  let next = room;
  const effects: Effect[] = [];
  for (const one of room.viewers.values()) {
    if (!isSame(one)) continue;
    next = withoutViewer(next, one);
    const why = isForGood ? "banned" : "kicked";
    effects.push({ type: "expel", viewer: one.id, why });
  }
  const step = changed(
    next,
    {
      ...access,
      controllers: access.controllers.filter((one) => !isSame(one)),
      letIn: access.letIn.filter((one) => one !== person),
      bans: withinMax([...still, ban]),
    },
    { what: isForGood ? "ban" : "kick", by, about: name },
    now,
  );
  return { room: step.room, effects: [...effects, ...step.effects] };
}

/** Lets somebody in again. */
export function unban(room: Room, by: string, id: string, now: Now): Step {
  const { bans } = room.access;
  const lifted = bans.find((ban) => ban.id === id);
  if (lifted === undefined) return { room, effects: [] };
  return changed(
    room,
    { ...room.access, bans: bans.filter((ban) => ban !== lifted) },
    { what: "unban", by, about: lifted.name },
    now,
  );
}

/** Who is kept out, for one who may know. */
export function bansFor(
  { access }: Room,
  viewer: string,
  { nowMs, wallMs }: Now,
): Effect {
  return {
    type: "send",
    to: { viewer },
    event: {
      type: "bans",
      serverMs: nowMs,
      bans: shownBans(access, wallMs),
    },
  };
}

/** Somebody gave the password. */
export function letIn(room: Room, person: string): Step {
  const access = withLetIn(room.access, [person]);
  return access === room.access
    ? { room, effects: [] }
    : { room: { ...room, access }, effects: [{ type: "keep" }] };
}

/** Of too many the oldest that ends by itself goes first, and only then one for good. */
function withinMax(bans: KeptAccess["bans"]): KeptAccess["bans"] {
  if (bans.length <= BANS_MAX) return bans;
  const first = Math.max(
    0,
    bans.findIndex(({ untilWallMs }) => untilWallMs !== null),
  );
  return withinMax(bans.toSpliced(first, 1));
}

function changed(
  room: Room,
  access: KeptAccess,
  news: {
    readonly what: What;
    readonly by: string;
    readonly about?: string;
  },
  now: Now,
): Step {
  const told = tell({ ...room, access }, news, now);
  return {
    room: told.room,
    effects: [...accessNews(access, now), ...told.effects],
  };
}

function notPossible(detail: string): Objection {
  return { code: "not-possible", detail };
}
