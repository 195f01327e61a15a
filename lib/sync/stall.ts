import { clamp } from "@/lib/base/mod.ts";
import { SLEPT_MS } from "@/lib/time/mod.ts";

/** What a stall detector looks at, at one instant. */
export interface Sight {
  /** Local monotonic ms. */
  readonly nowMs: number;
  /** Whether the film is to move, or would but for the room's waiting. */
  readonly isWanted: boolean;
  /** Whether the picture moves, or could at once if it is told to. */
  readonly isMoving: boolean;
  readonly isSeeking: boolean;
  /** Grows by one with each seek that somebody wished, and not with those that only catch up. */
  readonly seeks: number;
  /** Whether the film cannot be played at all: no seek or loading excuses that. */
  readonly isFailed: boolean;
  readonly isHidden: boolean;
  /** Names the film that is loaded. */
  readonly film: number;
}

/** What it remembers. */
export interface StallMemory {
  readonly isStalled: boolean;
  /** Since when there is no picture, local ms; null while there is one. */
  readonly sinceMs: number | null;
  /** Whether that has a cause of the viewer's own: a seek or another film. */
  readonly isExcused: boolean;
  /** How much longer it stood than it moved of late, in ms; what is excused does not count. */
  readonly stoodMs: number;
  /** Whether the last stall was one of fits and starts: a stand is over when the picture moves. */
  readonly isByFits: boolean;
  readonly seenMs: number;
  readonly film: number;
  readonly seeks: number;
  /** Until when a seek that was wished may begin and excuse what it takes, local ms. */
  readonly seekDueMs: number;
}

/** How long a picture may stand before it is called a stall, in ms. */
export const STALL_MS = 1500;
/**
 * How much longer a picture may stand than it moves, bit by bit, before it is called a stall, in ms.
 * Two waits that are each too short for one stay below it. A Chromium that decodes an eighth of what
 * 8K at four times the speed takes stood for 85 % of 14 s, and never for 1.5 s.
 */
const STUTTER_MS = 3000;
/** Below this such a stall is over, in ms: a second in which it moves. */
const SMOOTH_MS = 2000;
/** How long after the wish a seek may begin, in ms: a room's is scheduled up to 1.5 s ahead. */
const SEEK_WITHIN_MS = 2500;

/** No film looked at yet. */
export const NO_STALL: StallMemory = {
  isStalled: false,
  sinceMs: null,
  isExcused: true,
  stoodMs: 0,
  isByFits: false,
  seenMs: -Infinity,
  film: -1,
  seeks: 0,
  seekDueMs: -Infinity,
};

/**
 * One look: a picture that stands for {@linkcode STALL_MS} though it should move is a stall, and so
 * is one that moves by fits and starts, unless a seek that somebody wished or another film made it
 * stand, or the tab slept. A seek that only catches up with the room is no excuse: a line that is
 * too slow makes one after the other. It ends when the picture moves, by itself and not by fits, or
 * nobody wants it to.
 */
export function watch(before: StallMemory, sight: Sight): StallMemory {
  const { nowMs, film } = sight;
  const passedMs = nowMs - before.seenMs;
  const seekDueMs = sight.seeks === before.seeks
    ? before.seekDueMs
    : nowMs + SEEK_WITHIN_MS;
  const memory = {
    ...before,
    seenMs: nowMs,
    film,
    seeks: sight.seeks,
    seekDueMs,
  };
  const calm = { ...memory, isStalled: false, sinceMs: null, stoodMs: 0 };
  if (film !== before.film) return { ...calm, isExcused: true };
  if (!sight.isWanted) {
    return { ...calm, isExcused: !sight.isMoving && before.isExcused };
  }
  // The time since the last look belongs to what was seen then: a look comes with each change.
  const stoodMs = clamp(
    before.stoodMs + (before.sinceMs === null ? -passedMs : passedMs),
    0,
    STUTTER_MS,
  );
  if (sight.isMoving) {
    const isStalled = before.isStalled && before.isByFits &&
      stoodMs > SMOOTH_MS;
    return { ...calm, stoodMs, isStalled, isExcused: false };
  }
  const sinceMs = before.sinceMs ?? nowMs;
  if (before.isStalled) return { ...memory, sinceMs, stoodMs };
  if (sight.isFailed) {
    return { ...memory, sinceMs, isStalled: nowMs - sinceMs >= STALL_MS };
  }
  if (sight.isSeeking && nowMs <= seekDueMs) {
    return { ...memory, sinceMs: null, stoodMs: 0, isExcused: true };
  }
  if (before.isExcused) return memory;
  if (sight.isHidden || passedMs > SLEPT_MS) {
    return { ...memory, sinceMs: null, stoodMs: 0 };
  }
  const isByFits = stoodMs >= STUTTER_MS;
  const isStalled = isByFits || nowMs - sinceMs >= STALL_MS;
  return { ...memory, sinceMs, stoodMs, isStalled, isByFits };
}
