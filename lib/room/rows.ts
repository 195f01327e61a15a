import type { Row } from "@/lib/protocol/mod.ts";
import type { Now, Room, Step, Viewer } from "./state.ts";

/** Rooms up to this many viewers see every report; larger ones only what dead reckoning misses. */
const SMALL_ROOM_MAX = 16;
/** Error of a dead-reckoned position that a large room may show, in seconds (measured trade). */
const RECKONED_ERROR_MAX_S = 0.3;
/** In a large room a row is sent anew after this, in ms, so that nobody looks silent. */
const REFRESH_MS = 5000;

/** A viewer as everyone sees them. */
export function rowOf(viewer: Viewer): Row {
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
    ...(report?.copy === undefined ? {} : { copy: report.copy }),
  };
}

/** The listed viewers' rows, in order of joining. */
export function rowsOf(room: Room): Row[] {
  return [...room.viewers.values()].filter(({ listed }) => listed).map(rowOf);
}

/** Sends what changed in the rows since they were last sent. */
export function sendRows(room: Room, { nowMs }: Now): Step {
  const isSmall = room.viewers.size <= SMALL_ROOM_MAX;
  const shown = new Map<string, Row>();
  const changed: Row[] = [];
  for (const row of rowsOf(room)) {
    const before = room.shown.get(row.id);
    const isNew = before === undefined || !looksSame(before, row, isSmall);
    shown.set(row.id, isNew ? row : before);
    if (isNew) changed.push(row);
  }
  const gone = [...room.shown.keys()].filter((id) => !shown.has(id));
  if (changed.length === 0 && gone.length === 0) return { room, effects: [] };
  return {
    room: { ...room, shown },
    effects: [{
      type: "send",
      to: "all",
      event: { type: "rows", serverMs: nowMs, changed, gone },
    }],
  };
}

function looksSame(before: Row, row: Row, isSmall: boolean): boolean {
  if (before.atMs === null || row.atMs === null || isSmall) {
    return before.atMs === row.atMs && sameBesidesPosition(before, row);
  }
  const elapsedMs = row.atMs - before.atMs;
  const reckonedS = before.positionS + before.rate * elapsedMs / 1000;
  return elapsedMs < REFRESH_MS && sameBesidesPosition(before, row) &&
    Math.abs(reckonedS - row.positionS) <= RECKONED_ERROR_MAX_S;
}

function sameBesidesPosition(a: Row, b: Row): boolean {
  return a.online === b.online && a.following === b.following &&
    a.state === b.state &&
    a.rate === b.rate && a.speed === b.speed && a.stalled === b.stalled &&
    a.sourceId === b.sourceId && a.film === b.film && a.hidden === b.hidden &&
    a.copy === b.copy;
}
