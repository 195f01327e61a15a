import { type Line, positionAt } from "@/lib/time/mod.ts";

/** Where a viewer was seen to be: a line that was true at `atMs`. */
export interface Seen extends Line {
  /** Half the width of the band in which `atMs` surely lies, in ms. */
  readonly uncertaintyMs: number;
}

/** How far two viewers are apart at one instant. */
export interface Gap {
  /** In ms of film; positive: I am ahead of them. */
  readonly gapMs: number;
  /** Half-width of the band in which that lies, in ms of film. */
  readonly uncertaintyMs: number;
}

/** How finely a position can be read, in ms. */
const READING_MS = 1;
/** What a line may be off after a second, as a share: steering bends by so much at most. */
const BEND_SHARE = 0.002;

/**
 * How far I am ahead of somebody, both aged to one instant: two positions of different moments
 * differ even where the pictures do not.
 *
 * @param nowMs the server's monotonic ms
 * @param durationS length of the film in s, null where it is unknown
 */
export function gapBetween(
  mine: Seen,
  theirs: Seen,
  { nowMs, durationS }: { nowMs: number; durationS: number | null },
): Gap {
  const aged = (seen: Seen) =>
    Math.max(0, Math.min(positionAt(seen, nowMs), durationS ?? Infinity));
  return {
    gapMs: (aged(mine) - aged(theirs)) * 1000,
    uncertaintyMs: doubt(mine, nowMs) + doubt(theirs, nowMs),
  };
}

/** What a clock and a line's age leave open, in ms of film: nothing of it moves a paused film. */
function doubt({ rate, uncertaintyMs, atMs }: Seen, nowMs: number): number {
  return READING_MS +
    rate * (uncertaintyMs + BEND_SHARE * Math.max(0, nowMs - atMs));
}
