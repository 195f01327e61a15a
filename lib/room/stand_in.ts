import { OWNER_AWAY_MS } from "@/lib/protocol/mod.ts";
import { roleOf } from "./access.ts";
import type { Now, Room, Step, Viewer } from "./state.ts";
import { tell } from "./tell.ts";

/**
 * Who stands in while the owner is away: after OWNER_AWAY_MS the controller who has been here
 * longest, or, where there is none, the viewer who has. Once the owner is back nobody does.
 */
export function standIn(room: Room, now: Now): Step {
  const { owner } = room.access;
  if (owner === null) return { room, effects: [] };
  if (isHere(room, owner.person)) return ownerIsHere(room, now);
  const awayMs = room.ownerAwayMs ?? now.nowMs;
  const away = room.ownerAwayMs === null
    ? { ...room, ownerAwayMs: awayMs }
    : room;
  if (away.deputy !== null && isHere(away, away.deputy)) {
    return { room: away, effects: [] };
  }
  const next = now.nowMs - awayMs < OWNER_AWAY_MS ? null : longestHere(away);
  if (next === null) {
    return {
      room: away.deputy === null ? away : { ...away, deputy: null },
      effects: [],
    };
  }
  return tell(
    { ...away, deputy: next.person },
    { what: "deputy", by: null, about: next.name },
    now,
  );
}

function ownerIsHere(room: Room, now: Now): Step {
  if (room.ownerAwayMs === null && room.deputy === null) {
    return { room, effects: [] };
  }
  const back = { ...room, ownerAwayMs: null, deputy: null };
  const name =
    [...room.viewers.values()].find(({ person }) =>
      person === room.access.owner?.person
    )?.name ?? null;
  return room.deputy === null
    ? { room: back, effects: [] }
    : tell(back, { what: "owner-back", by: name }, now);
}

function isHere({ viewers }: Room, person: string): boolean {
  for (const viewer of viewers.values()) {
    if (viewer.person === person) return true;
  }
  return false;
}

function longestHere(room: Room): Viewer | null {
  let first: Viewer | null = null;
  for (const viewer of room.viewers.values()) {
    if (!viewer.listed) continue;
    if (roleOf(room, viewer.person) === "controller") return viewer;
    first ??= viewer;
  }
  return first;
}
