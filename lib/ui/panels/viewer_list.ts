import { positionAt, scheduledPositionAt } from "@/lib/time/mod.ts";
import type { Row, Timeline } from "@/lib/protocol/mod.ts";
import { isTroubled, viewerState } from "./viewer_state.ts";

/** Rows drawn at most: more than anyone reads, few enough that a phone keeps up. */
export const VIEWERS_SHOWN_MAX = 50;

/** From how many viewers on a room is large: its table is sorted by who is off, and can be searched. */
export const LARGE_FROM = 25;
/** Distances that make no difference to the order, in s: of rows that swap places none can be read. */
const LEVEL_S = 0.5;

/** As much of a room's timeline as tells where it is in which film. */
export type RoomPlace = Pick<
  Timeline,
  "sourceId" | "positionS" | "rate" | "atMs" | "prev" | "durationS"
>;

/** Which rows a table shows. */
export interface ViewerList {
  /** Ids, in the order of the table. */
  readonly ids: readonly string[];
  /** How many viewers were found, of whom `ids` may be the first few. */
  readonly found: number;
}

/** What decides on the rows of a table. */
export interface ViewerQuery {
  /** This viewer's id; null before the first welcome. */
  readonly me: string | null;
  /** Part of a name; empty finds all. */
  readonly search: string;
  /** The server's time, in ms, for comparing positions; null while unknown. */
  readonly nowMs: number | null;
  /** Rows to show at most. */
  readonly max?: number;
  /** Where the room is; null while unknown. Off is who is elsewhere in its film. */
  readonly timeline?: RoomPlace | null;
  /** How many are in the room, of whom the rows may be some. */
  readonly count?: number;
  /** An order that somebody aims into: whose ids are in it stay where they are. */
  readonly held?: readonly string[];
}

/**
 * Which viewers a table shows, and in which order: me first, then as they came. In a large room those
 * who need attention come first: the troubled, then whoever is furthest off.
 *
 * @param rows everyone, in the order of joining
 */
export function listViewers(
  rows: readonly Row[],
  {
    me,
    search,
    nowMs,
    max = VIEWERS_SHOWN_MAX,
    timeline = null,
    count = rows.length,
    held = [],
  }: ViewerQuery,
): ViewerList {
  const wanted = search.trim().toLocaleLowerCase();
  const found = rows.filter((row) =>
    row.name.toLocaleLowerCase().includes(wanted)
  );
  const mine = found.filter((row) => row.id === me);
  const others = found.filter((row) => row.id !== me);
  if (count >= LARGE_FROM) {
    const positions = others.flatMap((row) => positionOf(row, nowMs) ?? []);
    const place = {
      nowMs,
      sourceId: timeline?.sourceId,
      roomS: timeline === null || nowMs === null
        ? median(positions)
        : scheduledPositionAt(timeline, nowMs, timeline.durationS),
    };
    const weights = new Map(
      others.map((row) => [row.id, weight(row, place)]),
    );
    others.sort((a, b) => (weights.get(b.id) ?? 0) - (weights.get(a.id) ?? 0));
  }
  const ids = [...mine, ...others].map((row) => row.id);
  return {
    ids: inOrderOf(held, ids).slice(0, max),
    found: found.length,
  };
}

/** Those of an order that was that are still there, then whoever is new. */
function inOrderOf(
  held: readonly string[],
  ids: readonly string[],
): readonly string[] {
  if (held.length === 0) return ids;
  const there = new Set(ids);
  return [...new Set([...held.filter((id) => there.has(id)), ...ids])];
}

/** A weight no distance in a film reaches, in steps: trouble comes before distance. */
const TROUBLE = 1e9;

function weight(
  row: Row,
  { roomS, sourceId, nowMs }: {
    readonly roomS: number;
    /** The room's film; undefined where any is compared. */
    readonly sourceId: number | undefined;
    readonly nowMs: number | null;
  },
): number {
  const positionS = positionOf(row, nowMs);
  // Nobody is late in a film that only they watch.
  const isApart = sourceId !== undefined && row.sourceId !== sourceId;
  const off = positionS === null || isApart ? 0 : Math.abs(positionS - roomS);
  return Math.floor(off / LEVEL_S) +
    (isTroubled(viewerState(row)) ? TROUBLE : 0);
}

/**
 * Where a viewer is now by their last report, in seconds.
 *
 * @param nowMs the server's time in ms
 * @returns null before their first report or while the server's time is unknown
 */
export function positionOf(row: Row, nowMs: number | null): number | null {
  if (row.atMs === null) return null;
  if (nowMs === null) return null;
  return Math.max(
    0,
    positionAt({ ...row, atMs: row.atMs }, Math.max(nowMs, row.atMs)),
  );
}

function median(numbers: number[]): number {
  const sorted = numbers.sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
