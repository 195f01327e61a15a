import {
  type CommandOf,
  type Device,
  LINKS_PER_NAME_MAX,
  PAST_VIEWERS_MAX,
  RECONNECT_GRACE_MS,
  REPORTS_KEPT_MAX,
  REPORTS_KEPT_MS,
  type Stall,
  VIEWERS_PER_ROOM_MAX,
} from "@/lib/protocol/mod.ts";
import type { Now, Past, Report, Room, Step, Viewer } from "./state.ts";
import { believableMs, isLongAgo } from "./believe.ts";
import { standIn } from "./stand_in.ts";
import { tell, tellNoMore } from "./tell.ts";

/** How old a report may be and still tell of a stall, in ms: a later one says whether it lasts. */
const STALL_NEWS_MS = 2000;
/**
 * How far ahead it may be dated, in ms: by more only a clock dates it that stepped while its link hung,
 * and nobody knows how old it is. Coarse clocks are off by a tenth of a second.
 */
const STALL_AHEAD_MS = 500;

/** Who comes in, with the secrets that the edge has rolled. */
export interface Newcomer {
  readonly id: string;
  readonly token: string;
  readonly askedName: string;
  readonly device: Device;
  /** The digest of their session; without one they are known by their row's token alone. */
  readonly person?: string;
  /** The digest of their network address. */
  readonly address?: string | null;
}

/** Whether a room takes one more viewer of that name. */
export function hasPlace(room: Room, askedName: string): boolean {
  if (room.viewers.size >= VIEWERS_PER_ROOM_MAX) return false;
  let same = 0;
  for (const viewer of room.viewers.values()) {
    if (viewer.askedName === askedName) same++;
  }
  return same < LINKS_PER_NAME_MAX;
}

/** Takes a newcomer in: they follow from the start, and all are told. */
export function join(room: Room, newcomer: Newcomer, now: Now): Step {
  const viewer: Viewer = {
    person: newcomer.token,
    address: null,
    ...newcomer,
    name: freeName(room, newcomer.askedName),
    lostAtMs: null,
    reachable: true,
    heardMs: now.nowMs,
    listed: true,
    leaveTold: false,
    following: true,
    reports: [],
    stallTold: false,
    stall: null,
    recentIds: room.past.get(newcomer.token)?.recentIds ?? [],
  };
  const past = room.past.without(newcomer.token);
  const told = tellListed(withViewer({ ...room, past }, viewer), viewer, now);
  // An owner who is back has the room at once, not at the next tick.
  const stood = standIn(told.room, now);
  return { room: stood.room, effects: [...told.effects, ...stood.effects] };
}

/** Who left and comes back with their token, under the same name; null where nobody did. */
export function pastOf(
  room: Room,
  token: string,
  askedName: string,
): Past | null {
  const past = room.past.get(token);
  return past?.askedName === askedName ? past : null;
}

/** The viewer whose token it is, where the name they ask for is still theirs. */
export function ownerOf(
  room: Room,
  token: string,
  askedName: string,
): Viewer | null {
  for (const viewer of room.viewers.values()) {
    if (viewer.token === token && viewer.askedName === askedName) return viewer;
  }
  return null;
}

/** The viewer whose token it is; null where nobody here has it. */
export function holderOf(room: Room, token: string): Viewer | null {
  for (const viewer of room.viewers.values()) {
    if (viewer.token === token) return viewer;
  }
  return null;
}

/** A viewer's link is back, which is told where all were told that they had left. */
export function resume(
  room: Room,
  id: string,
  now: Now,
  caller: Partial<Pick<Viewer, "person" | "address">> = {},
): Step {
  const viewer = room.viewers.get(id);
  if (viewer === undefined) return { room, effects: [] };
  const back: Viewer = {
    ...viewer,
    ...caller,
    lostAtMs: null,
    reachable: true,
    heardMs: now.nowMs,
    listed: true,
  };
  return heardAgain(room, back, now);
}

/** A viewer's link is silent though it was asked, or is heard again: the row says so. */
export function setReachable(
  room: Room,
  id: string,
  reachable: boolean,
): Step {
  const viewer = room.viewers.get(id);
  if (viewer === undefined || viewer.reachable === reachable) {
    return { room, effects: [] };
  }
  return { room: withViewer(room, { ...viewer, reachable }), effects: [] };
}

/** A viewer's link is gone: the row stays for a grace, reading "reconnecting". */
export function lose(room: Room, id: string, { nowMs }: Now): Step {
  const viewer = room.viewers.get(id);
  if (viewer === undefined || viewer.lostAtMs !== null) {
    return { room, effects: [] };
  }
  return {
    room: withViewer(room, { ...viewer, lostAtMs: nowMs }),
    effects: [{ type: "wake", atMs: nowMs + RECONNECT_GRACE_MS }],
  };
}

/** A report, and what the hub made of the trouble that it tells of. */
export type ExplainedReport = CommandOf<"report"> & {
  readonly stall?: Stall | null;
};

/** Keeps a viewer's report, and tells of a stall and of its end. */
export function report(
  room: Room,
  viewer: Viewer,
  { trouble: _, sentMs: _sentMs, stall: explained = null, ...said }:
    ExplainedReport,
  now: Now,
): Step {
  const { timeline, guard } = room;
  // A link that hung sends all at once what it held back; the guard would go back for where
  // somebody was then. The newest of them follows within the same moment.
  if (isLongAgo(said.atMs, now)) {
    const heard = { ...viewer, heardMs: now.nowMs, listed: true };
    return heardAgain(room, heard, now);
  }
  const kept: Report = {
    ...said,
    atMs: believableMs(said.atMs, now),
    receivedMs: now.nowMs,
  };
  const ageMs = now.nowMs - said.atMs;
  const isNews = ageMs <= STALL_NEWS_MS && ageMs >= -STALL_AHEAD_MS;
  const isStalled = said.stalled && (viewer.stallTold || isNews);
  const next: Viewer = {
    ...viewer,
    heardMs: now.nowMs,
    listed: true,
    // A report from before the last room command knows nothing of it, and the command wins.
    following: guard.on ||
      (said.revision === timeline.revision ? said.following : viewer.following),
    reports: keepFresh(viewer.reports, kept),
    stallTold: isStalled,
    stall: isStalled ? surer(viewer.stall, explained) : null,
  };
  const here = heardAgain(withDuration(room, said), next, now);
  // A stall is over with its film: then nothing plays smoothly again, and a new one is news.
  const isSameFilm =
    (viewer.reports.at(-1)?.sourceId ?? said.sourceId) === said.sourceId;
  if (isStalled === (viewer.stallTold && isSameFilm)) {
    if (isStalled || !viewer.stallTold) return here;
    const news = { what: "stall", by: viewer.name } as const;
    return { ...here, room: tellNoMore(here.room, news) };
  }
  const told = tell(here.room, {
    what: isStalled ? "stall" : "recovered",
    by: viewer.name,
    value: said.positionS,
    // Its end tells what it turned out to be: a server that is gone looks like a slow one at first.
    stall: isStalled ? next.stall : viewer.stall,
  }, now);
  return { room: told.room, effects: [...here.effects, ...told.effects] };
}

/** Of two explanations of one stall the later, unless it knows less. */
function surer(before: Stall | null, now: Stall | null): Stall | null {
  if (before === null || now === null) return now ?? before;
  const { standsMs } = now;
  return now.cause === "undecided" ? { ...before, standsMs } : now;
}

/** The room with a viewer put in their place. */
export function withViewer(room: Room, viewer: Viewer): Room {
  return { ...room, viewers: room.viewers.with(viewer.id, viewer) };
}

/** The room without a viewer, whose last commands it remembers for a while. */
export function withoutViewer(room: Room, viewer: Viewer): Room {
  const { id, token, askedName, recentIds } = viewer;
  const viewers = room.viewers.without(id);
  let past = room.past.without(token);
  if (recentIds.length > 0) {
    past = past.with(token, { id, token, askedName, recentIds });
  }
  const [longestAgo] = past.keys();
  if (past.size > PAST_VIEWERS_MAX && longestAgo !== undefined) {
    past = past.without(longestAgo);
  }
  return { ...room, viewers, past };
}

// The longest of what players say: one that reads too short an end would stop the others.
function withDuration(room: Room, said: CommandOf<"report">): Room {
  const { timeline } = room;
  if (said.durationS === null || said.durationS === 0) return room;
  if (said.sourceId !== timeline.sourceId) return room;
  if (timeline.durationS !== null && timeline.durationS >= said.durationS) {
    return room;
  }
  return { ...room, timeline: { ...timeline, durationS: said.durationS } };
}

/** The room with a viewer who is heard; where all were told that they had left, they have come back. */
function heardAgain(room: Room, viewer: Viewer, now: Now): Step {
  const next = withViewer(room, { ...viewer, leaveTold: false });
  return viewer.leaveTold
    ? tellListed(next, viewer, now)
    : { room: next, effects: [] };
}

function tellListed(room: Room, viewer: Viewer, now: Now): Step {
  return tell(
    room,
    { what: "join", by: viewer.name, value: countListed(room) },
    now,
  );
}

/** How many are listed. */
export function countListed(room: Room): number {
  let count = 0;
  for (const { listed } of room.viewers.values()) if (listed) count++;
  return count;
}

function freeName(room: Room, askedName: string): string {
  const taken = new Set<string>();
  for (const { name } of room.viewers.values()) taken.add(name);
  if (!taken.has(askedName)) return askedName;
  let number = 2;
  while (taken.has(`${askedName} (${number})`)) number++;
  return `${askedName} (${number})`;
}

/** The reports that are still kept, the oldest first, with one more. */
function keepFresh(
  reports: readonly Report[],
  newest: Report,
): readonly Report[] {
  const sinceMs = newest.receivedMs - REPORTS_KEPT_MS;
  let first = Math.max(0, reports.length + 1 - REPORTS_KEPT_MAX);
  while ((reports[first]?.receivedMs ?? sinceMs) < sinceMs) first++;
  return [...reports.slice(first), newest];
}
