import { clamp } from "@/lib/base/mod.ts";
import {
  ABOUT_UNITS_MAX,
  cleanTitle,
  HISTORY_MAX,
  HISTORY_UNITS_MAX,
  type HistoryLine,
  type Stall,
  type What,
} from "@/lib/protocol/mod.ts";
import { isJump } from "@/lib/time/mod.ts";
import { endOf, whereIs } from "./position.ts";
import type { Effect, Now, Room, Step, Told } from "./state.ts";

/** Acts of one viewer of one sort within this time are told once, with the last of them, in ms. */
export const TOLD_APART_MS = 1000;

/** What the room tells of itself. */
export interface News {
  readonly what: What;
  /** Who did it; null where the room itself did. */
  readonly by: string | null;
  /** A count of viewers, a speed, or a position in seconds. */
  readonly value?: number | null;
  /** The other name, or the film. */
  readonly about?: string | null;
  /** Why somebody stalled. */
  readonly stall?: Stall | null;
}

/** Adds a line to the history and sends it to all. */
export function addLine(
  room: Room,
  line: Omit<HistoryLine, "number">,
  { nowMs }: Now,
): Step {
  const numbered: HistoryLine = { ...line, number: room.nextNumber };
  return {
    room: {
      ...room,
      nextNumber: room.nextNumber + 1,
      history: bounded([...room.history, numbered]),
    },
    effects: [
      {
        type: "send",
        to: "all",
        event: { type: "line", serverMs: nowMs, line: numbered },
      },
      { type: "keep" },
    ],
  };
}

/** The newest lines that fit, by their number and by the text they hold. */
function bounded(lines: readonly HistoryLine[]): readonly HistoryLine[] {
  let units = 0;
  let first = lines.length;
  while (first > 0 && lines.length - first < HISTORY_MAX) {
    const line = lines[first - 1];
    units += (line?.text.length ?? 0) + (line?.about?.length ?? 0);
    if (units > HISTORY_UNITS_MAX) break;
    first--;
  }
  return lines.slice(first);
}

/**
 * Tells all. The first of a burst is told at once, the last of it when the burst is over; what
 * lies between is never told.
 */
export function tell(room: Room, news: News, now: Now): Step {
  const line = systemLine(room, news, now);
  const key = keyOf(room, news);
  const last = room.told.get(key);
  if (last !== undefined && now.nowMs - last.atMs < TOLD_APART_MS) {
    return {
      room: {
        ...room,
        told: new Map(room.told).set(key, { ...last, held: line }),
      },
      effects: [{ type: "wake", atMs: last.atMs + TOLD_APART_MS }],
    };
  }
  const told = new Map(room.told).set(key, { atMs: now.nowMs, held: null });
  return addLine({ ...room, told }, line, now);
}

/** Forgets news that is held back and no longer true. */
export function tellNoMore(room: Room, news: News): Room {
  const key = keyOf(room, news);
  const last = room.told.get(key);
  const { held = null } = last ?? {};
  if (last === undefined || held === null) return room;
  // In a crowd it may be somebody else's.
  if (held.what !== news.what || held.by !== news.by) return room;
  return {
    ...room,
    told: new Map(room.told).set(key, { ...last, held: null }),
  };
}

/** What is news of one thing, of a burst of which one line is told. */
function keyOf(room: Room, { what, by }: News): string {
  // What each of a crowd does is news of the crowd: thousands of lines a second reach nobody.
  const isCrowds = room.crowd !== null && what in SINGLE_ACTS;
  return isCrowds ? what : `${topicOf(what)} ${by}`;
}

/** A stall and its end are one topic: of a burst of both only the last is true when it is told. */
function topicOf(what: What): What {
  return what === "recovered" ? "stall" : what;
}

/** What a viewer does that moves nobody else. */
const SINGLE_ACTS: { readonly [K in What]?: true } = {
  join: true,
  leave: true,
  play: true,
  pause: true,
  seek: true,
  rate: true,
  source: true,
  follow: true,
  "sync-to": true,
  stall: true,
  recovered: true,
};

/** Tells what was held back and is due, and forgets what was told long ago. */
export function tellHeld(room: Room, now: Now): Step {
  const due = [...room.told].filter(([, { atMs }]) =>
    now.nowMs - atMs >= TOLD_APART_MS
  );
  if (due.length === 0) return { room, effects: [] };
  const told = new Map<string, Told>(room.told);
  const effects: Effect[] = [];
  let next = room;
  for (const [key, { held }] of due) {
    if (held === null) {
      told.delete(key);
      continue;
    }
    told.set(key, { atMs: now.nowMs, held: null });
    const step = addLine(next, held, now);
    next = step.room;
    effects.push(...step.effects);
  }
  return { room: { ...next, told }, effects };
}

/** Where the room's film is now, in seconds. */
export function roomPositionS(room: Room, nowMs: number): number {
  return whereIs(room.timeline, nowMs);
}

/**
 * Where in the film a line belongs: of a jump where it leads, since that is what is seen with it and
 * sought from it; the old place may even have been another film's.
 */
function newsPositionS(
  room: Room,
  { what, value }: News,
  nowMs: number,
): number {
  // Of one who jumps alone.
  if (what === "seek" && value != null) {
    return clamp(value, 0, endOf(room.timeline));
  }
  const { timeline } = room;
  return isJump(timeline) && nowMs < timeline.atMs
    ? clamp(timeline.positionS, 0, endOf(timeline))
    : roomPositionS(room, nowMs);
}

function systemLine(
  room: Room,
  news: News,
  { nowMs, wallMs }: Now,
): Omit<HistoryLine, "number"> {
  return {
    kind: "system",
    by: news.by,
    wallMs,
    positionS: newsPositionS(room, news, nowMs),
    sourceId: room.timeline.sourceId,
    text: "",
    colour: "#ffffff",
    place: "roll",
    what: news.what,
    value: news.value ?? null,
    about: news.about === undefined || news.about === null
      ? null
      : cleanTitle(news.about, ABOUT_UNITS_MAX),
    ...(news.stall ? { stall: news.stall } : {}),
  };
}
