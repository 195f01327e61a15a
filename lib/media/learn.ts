/**
 * Learns what the server's line carries from moments in which it must have
 * been full: several viewers starve at once, and nobody has enough.
 *
 * @module
 */

/** What one look sees. */
export interface LineLook {
  /** Viewers who starve while the line takes no more. */
  readonly hungry: number;
  /** Viewers who play and have enough. */
  readonly fed: number;
  /** Bytes per second to all together, over the last seconds. */
  readonly sentBps: number;
}

/** Learns by looks. */
export interface Learner {
  /** Whether it is time for a look. */
  isDue(nowMs: number): boolean;
  look(look: LineLook, nowMs: number): void;
  /** Bytes per second; null while nothing was learnt, or too long ago. */
  learntBps(nowMs: number): number | null;
}

/** Between two looks, in ms. */
const LOOK_MS = 1000;
/** How long the line must be full, in ms: until then bytes only went into the system's own buffers. */
const FULL_MS = 20_000;
/** How long it is remembered, in ms: a line at home may be a phone's in the evening. */
const KEPT_MS = 3_600_000;

/** A learner that knows nothing. */
export function createLearner(): Learner {
  let lookedMs = -Infinity;
  let fullSinceMs: number | null = null;
  let learnt: { readonly bps: number; readonly atMs: number } | null = null;
  return {
    isDue: (nowMs) => nowMs - lookedMs >= LOOK_MS,
    look({ hungry, fed, sentBps }, nowMs) {
      lookedMs = nowMs;
      if (hungry < 2 || fed > 0) {
        fullSinceMs = null;
        return;
      }
      fullSinceMs ??= nowMs;
      if (nowMs - fullSinceMs < FULL_MS) return;
      // Of one full hour the best moment: less means that somebody's own line was slower still.
      if (
        learnt === null || sentBps > learnt.bps ||
        nowMs - learnt.atMs > KEPT_MS
      ) learnt = { bps: sentBps, atMs: nowMs };
    },
    learntBps: (nowMs) =>
      learnt !== null && nowMs - learnt.atMs <= KEPT_MS ? learnt.bps : null,
  };
}
