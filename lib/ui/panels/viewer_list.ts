import { positionAt } from "@/lib/time/mod.ts";
import type { Row } from "@/lib/protocol/mod.ts";
import { isTroubled, viewerState } from "./viewer_state.ts";

/** Rows drawn at most: more than anyone reads, few enough that a phone keeps up. */
export const VIEWERS_SHOWN_MAX = 50;

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
}

/**
 * Which viewers a table shows, and in which order: me first, then as they came. A room too large
 * to show keeps those who need attention: first the troubled, then whoever is furthest off.
 *
 * @param rows everyone, in the order of joining
 */
export function listViewers(
  rows: readonly Row[],
  { me, search, nowMs, max = VIEWERS_SHOWN_MAX }: ViewerQuery,
): ViewerList {
  const wanted = search.trim().toLocaleLowerCase();
  const found = rows.filter((row) =>
    row.name.toLocaleLowerCase().includes(wanted)
  );
  const mine = found.filter((row) => row.id === me);
  const others = found.filter((row) => row.id !== me);
  if (found.length > max) {
    const middleS = median(
      others.flatMap((row) => positionOf(row, nowMs) ?? []),
    );
    const weights = new Map(
      others.map((row) => [row.id, weight(row, { middleS, nowMs })]),
    );
    others.sort((a, b) => (weights.get(b.id) ?? 0) - (weights.get(a.id) ?? 0));
  }
  return {
    ids: [...mine, ...others].slice(0, max).map((row) => row.id),
    found: found.length,
  };
}

/** A weight no distance in a film reaches, in seconds: trouble comes before distance. */
const TROUBLE_S = 1e9;

function weight(
  row: Row,
  { middleS, nowMs }: { middleS: number; nowMs: number | null },
): number {
  const positionS = positionOf(row, nowMs);
  const off = positionS === null ? 0 : Math.abs(positionS - middleS);
  return off + (isTroubled(viewerState(row)) ? TROUBLE_S : 0);
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
