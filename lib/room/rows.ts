import {
  type Crowd,
  FRONT_CHOSEN_MS,
  FRONT_MAX,
  type Role,
  type Row,
} from "@/lib/protocol/mod.ts";
import { chooseFront, countCrowd, isCrowd } from "./front.ts";
import { roleOf } from "./access.ts";
import type { Effect, Front, Now, Room, Step, Viewer } from "./state.ts";

/** Rooms up to this many viewers see every report; larger ones only what dead reckoning misses. */
const SMALL_ROOM_MAX = 16;
/** Error of a dead-reckoned position that a large room may show, in seconds (measured trade). */
const RECKONED_ERROR_MAX_S = 0.3;
/** In a large room a row is sent anew after this, in ms, so that nobody looks silent. */
const REFRESH_MS = 5000;
/** So many rows of a crowd are sent at once for that: all report in one go, and were due together. */
const REFRESHED_MAX = FRONT_MAX / 4;

/** A viewer as everyone sees them. */
export function rowOf(room: Room, viewer: Viewer): Row {
  const role = roleOf(room, viewer.person);
  const report = viewer.reports.at(-1);
  return {
    id: viewer.id,
    name: viewer.name,
    device: viewer.device,
    online: viewer.lostAtMs === null && viewer.reachable,
    following: viewer.following,
    state: report?.state ?? "empty",
    positionS: report?.positionS ?? 0,
    rate: report?.rate ?? 0,
    speed: report?.speed ?? 1,
    atMs: report?.atMs ?? null,
    uncertaintyMs: report?.uncertaintyMs ?? 0,
    bufferedS: report?.bufferedS ?? 0,
    stalled: report?.stalled ?? false,
    downloadBps: report?.downloadBps ?? null,
    sourceId: report?.sourceId ?? null,
    film: report?.film ?? "",
    hidden: report?.hidden ?? false,
    // Most are viewers: that is not said of each.
    ...(role === "viewer" ? {} : { role }),
    ...(report?.copy === undefined ? {} : { copy: report.copy }),
    ...(report?.lacks === undefined ? {} : { lacks: report.lacks }),
  };
}

/** The listed viewers' rows, in order of joining. */
export function rowsOf(room: Room): Row[] {
  return [...room.viewers.values()].filter(({ listed }) => listed).map((
    viewer,
  ) => rowOf(room, viewer));
}

/** The rows that a program is shown: all, or of a crowd its front and how many do what. */
export function rowsInShort(
  room: Room,
  now: Pick<Now, "nowMs">,
): { readonly rows: readonly Row[]; readonly crowd: Crowd | null } {
  if (!isCrowd(room)) return { rows: rowsOf(room), crowd: null };
  const { ids, counts } = frontOf(room, now);
  return { rows: rowsWith(room, ids), crowd: counts };
}

/** The rows that one viewer is shown: all, or in a crowd its front and their own. */
export function rowsFor(room: Room, viewerId: string): Row[] {
  if (room.crowd === null) return rowsOf(room);
  return rowsWith(room, [...new Set([...room.crowd.ids, viewerId])]);
}

/**
 * Sends what changed in the rows since they were last sent. To a crowd they go as often as its front
 * is chosen, also where nothing changed: they call for its reports, and answer them.
 */
export function sendRows(room: Room, now: Now): Step {
  const crowd = isCrowd(room) ? frontOf(room, now) : null;
  if (crowd !== null && crowd === room.crowd) return { room, effects: [] };
  const rows = crowd === null ? rowsOf(room) : rowsWith(room, crowd.ids);
  const isSmall = room.viewers.size <= SMALL_ROOM_MAX;
  const shown = new Map<string, Row>();
  const changed: Row[] = [];
  let refreshes = crowd === null ? Infinity : REFRESHED_MAX;
  for (const row of rows) {
    const before = room.shown.get(row.id);
    const isNew = before === undefined || !looksSame(before, row, isSmall) ||
      (!isSmall && isOld(before, row) && refreshes-- > 0);
    shown.set(row.id, isNew ? row : before);
    if (isNew) changed.push(row);
  }
  const gone = [...room.shown.keys()].filter((id) => !shown.has(id));
  const counts = crowd?.counts ?? null;
  const isCounted = counts !== (room.crowd?.counts ?? null);
  const effects: Effect[] = crowd === null
    ? []
    : sendOwnRows(room, crowd, gone, now);
  if (crowd !== null || changed.length + gone.length > 0 || isCounted) {
    effects.unshift({
      type: "send",
      to: "all",
      event: {
        type: "rows",
        serverMs: now.nowMs,
        changed,
        gone,
        ...(isCounted ? { crowd: counts } : {}),
      },
    });
  }
  if (effects.length === 0 && crowd === room.crowd) return { room, effects };
  return { room: { ...room, crowd, shown }, effects };
}

/**
 * The own rows of those outside of a crowd's front whom a page could not know: who has just left
 * it, and who has got or lost a role.
 */
function sendOwnRows(
  room: Room,
  crowd: Front,
  gone: readonly string[],
  { nowMs }: Now,
): Effect[] {
  const front = new Set(crowd.ids);
  const before = room.crowd?.roles ?? new Map<string, Role>();
  const changed = [...new Set([...crowd.roles.keys(), ...before.keys()])]
    .filter((id) => crowd.roles.get(id) !== before.get(id) && !front.has(id));
  return [...new Set([...gone, ...changed])].flatMap((id): Effect[] => {
    const viewer = room.viewers.get(id);
    if (viewer === undefined) return [];
    const changed = [rowOf(room, viewer)];
    return [{
      type: "send",
      to: { viewer: id },
      event: { type: "rows", serverMs: nowMs, changed, gone: [] },
    }];
  });
}

/** Those who have a role, by id. */
function rolesOf(room: Room): ReadonlyMap<string, Role> {
  const roles = new Map<string, Role>();
  for (const { id, person } of room.viewers.values()) {
    const role = roleOf(room, person);
    if (role !== "viewer") roles.set(id, role);
  }
  return roles;
}

/** The rows of some viewers; of those who have left there is none. */
function rowsWith(room: Room, ids: readonly string[]): Row[] {
  return ids.flatMap((id) => {
    const viewer = room.viewers.get(id);
    return viewer === undefined ? [] : [rowOf(room, viewer)];
  });
}

/** A crowd's front, chosen anew when its time has come. */
function frontOf(room: Room, now: Pick<Now, "nowMs">): Front {
  const before = room.crowd;
  if (before !== null && now.nowMs - before.chosenAtMs < FRONT_CHOSEN_MS) {
    return before;
  }
  const counts = countCrowd(room);
  return {
    ids: chooseFront(room, now),
    counts: before !== null && isSameCount(before.counts, counts)
      ? before.counts
      : counts,
    chosenAtMs: now.nowMs,
    roles: rolesOf(room),
  };
}

function isSameCount(a: Crowd, b: Crowd): boolean {
  return a.viewers === b.viewers && a.online === b.online &&
    a.playing === b.playing && a.stalled === b.stalled &&
    a.troubled === b.troubled && a.following === b.following;
}

function looksSame(before: Row, row: Row, isSmall: boolean): boolean {
  if (before.atMs === null || row.atMs === null || isSmall) {
    return before.atMs === row.atMs && sameBesidesPosition(before, row);
  }
  const elapsedMs = row.atMs - before.atMs;
  const reckonedS = before.positionS + before.rate * elapsedMs / 1000;
  return sameBesidesPosition(before, row) &&
    Math.abs(reckonedS - row.positionS) <= RECKONED_ERROR_MAX_S;
}

/** Whether a row was sent so long ago that a reader might take its viewer for silent. */
function isOld(before: Row, row: Row): boolean {
  return before.atMs !== null && row.atMs !== null &&
    row.atMs - before.atMs >= REFRESH_MS;
}

function sameBesidesPosition(a: Row, b: Row): boolean {
  return a.online === b.online && a.following === b.following &&
    a.state === b.state &&
    a.rate === b.rate && a.speed === b.speed && a.stalled === b.stalled &&
    a.role === b.role && a.sourceId === b.sourceId && a.film === b.film &&
    a.hidden === b.hidden &&
    a.copy === b.copy && a.lacks === b.lacks;
}
