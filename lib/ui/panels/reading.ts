import type { Row } from "@/lib/protocol/mod.ts";
import { positionOf } from "./viewer_list.ts";

/** Where I am at one instant, and how sure that is. */
export interface MyReading {
  readonly positionS: number;
  readonly uncertaintyMs: number;
  /** The room's source I watch, as `timeline.sourceId`; null for one of my own. */
  readonly sourceId: number | null;
}

/** How far two viewers are apart. */
export interface Gap {
  /** Positive where I am ahead. */
  readonly gapMs: number;
  /** Half the width of the band in which the gap surely lies. */
  readonly uncertaintyMs: number;
}

/**
 * How far I am ahead of a viewer at one instant.
 *
 * @param nowMs the server's time in ms, at which `mine` was read
 * @returns null where there is nothing to compare: no report yet, or another film
 */
export function gapTo(
  theirs: Row,
  mine: MyReading | null,
  nowMs: number | null,
): Gap | null {
  const positionS = positionOf(theirs, nowMs);
  if (mine === null || positionS === null) return null;
  if (mine.sourceId === null || mine.sourceId !== theirs.sourceId) return null;
  return {
    gapMs: (mine.positionS - positionS) * 1000,
    uncertaintyMs: mine.uncertaintyMs + theirs.uncertaintyMs,
  };
}
