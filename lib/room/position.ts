import { POSITION_MAX_S, type Timeline } from "@/lib/protocol/mod.ts";
import { scheduledPositionAt } from "@/lib/time/mod.ts";

/**
 * The last second a timeline can be at: the film's end, or where that is not known as far as the
 * protocol counts. Beyond it nobody could read what the room tells, nor the room what it kept.
 */
export function endOf({ durationS }: Pick<Timeline, "durationS">): number {
  return durationS ?? POSITION_MAX_S;
}

/** Where a timeline is at an instant, in seconds, inside `0..`{@linkcode endOf}. */
export function whereIs(timeline: Timeline, nowMs: number): number {
  return scheduledPositionAt(timeline, nowMs, endOf(timeline));
}
