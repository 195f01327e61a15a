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
  readonly seenMs: number;
  readonly film: number;
  readonly seeks: number;
  /** Until when a seek that was wished may begin and excuse what it takes, local ms. */
  readonly seekDueMs: number;
}

/** How long a picture may stand before it is called a stall, in ms. */
export const STALL_MS = 1500;
/** How long after the wish a seek may begin, in ms: a room's is scheduled up to 1.5 s ahead. */
const SEEK_WITHIN_MS = 2500;

/** No film looked at yet. */
export const NO_STALL: StallMemory = {
  isStalled: false,
  sinceMs: null,
  isExcused: true,
  seenMs: -Infinity,
  film: -1,
  seeks: 0,
  seekDueMs: -Infinity,
};

/**
 * One look: a picture that stands for {@linkcode STALL_MS} though it should move is a stall, unless
 * a seek that somebody wished or another film made it stand, or the tab slept. A seek that only
 * catches up with the room is no excuse: a line that is too slow makes one after the other. It ends
 * when the picture moves or nobody wants it to.
 */
export function watch(before: StallMemory, sight: Sight): StallMemory {
  const { nowMs, film } = sight;
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
  if (film !== before.film) {
    return { ...memory, isStalled: false, sinceMs: null, isExcused: true };
  }
  if (!sight.isWanted || sight.isMoving) {
    return {
      ...memory,
      isStalled: false,
      sinceMs: null,
      isExcused: !sight.isMoving && before.isExcused,
    };
  }
  if (before.isStalled) return memory;
  if (sight.isFailed) {
    const sinceMs = before.sinceMs ?? nowMs;
    return { ...memory, sinceMs, isStalled: nowMs - sinceMs >= STALL_MS };
  }
  if (sight.isSeeking && nowMs <= seekDueMs) {
    return { ...memory, sinceMs: null, isExcused: true };
  }
  if (before.isExcused) return memory;
  if (sight.isHidden || nowMs - before.seenMs > SLEPT_MS) {
    return { ...memory, sinceMs: null };
  }
  const sinceMs = before.sinceMs ?? nowMs;
  return { ...memory, sinceMs, isStalled: nowMs - sinceMs >= STALL_MS };
}
