import { clamp } from "@/lib/base/mod.ts";
import {
  type Command,
  POSITION_MAX_S,
  RATE_MAX,
  RATE_MIN,
  TITLE_UNITS_MAX,
} from "@/lib/protocol/mod.ts";
import type { PlayerReport, Wish } from "./session.ts";

/** A wish as a command; null where the clock that dates it is not known yet. */
export function toCommand(
  wish: Wish,
  id: string,
  pressedAtMs: number | null,
): Command | null {
  if (wish.type === "say" || wish.type === "postProgress") {
    return { ...wish, id };
  }
  return pressedAtMs === null ? null : { ...wish, id, pressedAtMs };
}

/**
 * A report within the bounds of the protocol: an element may say a little less than 0, or a length
 * without end for a live stream.
 */
export function boundReport(report: PlayerReport): PlayerReport {
  return {
    ...report,
    film: report.film.slice(0, TITLE_UNITS_MAX),
    // A browser's add-on may set a speed that no button here does.
    speed: clamp(report.speed, RATE_MIN, RATE_MAX),
    rate: clamp(report.rate, 0, RATE_MAX),
    positionS: Math.min(POSITION_MAX_S, Math.max(0, report.positionS || 0)),
    bufferedS: Math.min(POSITION_MAX_S, Math.max(0, report.bufferedS || 0)),
    durationS: report.durationS !== null && report.durationS <= POSITION_MAX_S
      ? report.durationS
      : null,
  };
}
