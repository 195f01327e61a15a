import { type Gap, gapBetween, type Seen } from "@/lib/sync/mod.ts";
import type { Row } from "@/lib/protocol/mod.ts";

/** Where I was seen to be, and in which film. */
export interface MyReading extends Seen {
  /** The room's source I watch, as `timeline.sourceId`; null for one of my own. */
  readonly sourceId: number | null;
  /** Length of the film in seconds; null while unknown. */
  readonly durationS: number | null;
}

/**
 * How far I am ahead of a viewer at one instant.
 *
 * @param nowMs the server's time in ms
 * @returns null where there is nothing to compare: no report yet, or another film
 */
export function gapTo(
  theirs: Row,
  mine: MyReading | null,
  nowMs: number | null,
): Gap | null {
  const { atMs, sourceId } = theirs;
  if (mine === null || nowMs === null || atMs === null) return null;
  if (mine.sourceId === null || mine.sourceId !== sourceId) return null;
  const { durationS } = mine;
  return gapBetween(mine, { ...theirs, atMs }, { nowMs, durationS });
}
