import { type ReadonlySignal, signal } from "@preact/signals";
import { Ring } from "@/lib/base/mod.ts";
import type { Action, SeekReason } from "@/lib/sync/mod.ts";

/** One correction of the element. */
export interface SyncAct {
  /** Local monotonic ms. */
  readonly atLocalMs: number;
  readonly what: "bend" | SeekReason;
  /** How far it was off, in ms; positive: behind. Null where a bend does not say. */
  readonly errorMs: number | null;
}

/** How well the element follows, for the screen. */
export interface SyncView {
  /** How far it is off now, in ms; positive: behind. Null while it does not follow or move. */
  readonly errorMs: number | null;
  /** Bends and seeks since the page opened. */
  readonly pulses: number;
  readonly seeks: number;
  /** Times it stood until the room came by, as a player does that other speeds throw off. */
  readonly stands: number;
  /** For how long the last of them, in ms. */
  readonly stoodMs: number;
  /** The last corrections, oldest first, at most {@linkcode ACTS_MAX}. */
  readonly acts: readonly SyncAct[];
}

/** How far off the element was at an instant. */
export interface SyncError {
  /** Local monotonic ms. */
  readonly atLocalMs: number;
  /** In ms; positive: behind. Null while it did not follow or move. */
  readonly errorMs: number | null;
}

/** Errors that are kept: a minute of four a second. */
const ERRORS_MAX = 240;
/** Least time between two of them, in ms. */
const ERRORS_APART_MS = 230;
/** Corrections that are kept to be shown. */
const ACTS_MAX = 20;

/** Keeps what was done to the element. */
export interface SyncLog {
  readonly view: ReadonlySignal<SyncView>;
  add(action: Action, errorS: number | null, atLocalMs: number): void;
  /** Shows an error, in s, and all that was added since. */
  show(errorS: number | null, atLocalMs: number): void;
  /** The errors of the last minute, oldest first, at most {@linkcode ERRORS_MAX}. */
  errors(): readonly SyncError[];
}

/** A log with nothing in it. */
export function createSyncLog(): SyncLog {
  const acts = new Ring<SyncAct>(ACTS_MAX);
  const errors = new Ring<SyncError>(ERRORS_MAX);
  let erredMs = -Infinity;
  const counts = { pulses: 0, seeks: 0, stands: 0, stoodMs: 0 };
  const view = signal<SyncView>({ errorMs: null, ...counts, acts: [] });
  const msOf = (errorS: number | null) => errorS && errorS * 1000;
  return {
    view,
    add(action, errorS, atLocalMs) {
      if (action.type === "seek") {
        counts.seeks++;
        const { reason: what, errorMs } = action;
        acts.push({ atLocalMs, what, errorMs });
      } else if (action.type === "rate" && action.isBend) {
        counts.pulses++;
        acts.push({ atLocalMs, what: "bend", errorMs: msOf(errorS) });
      } else if (action.type === "pause" && action.aheadMs !== undefined) {
        counts.stands++;
        counts.stoodMs = action.aheadMs;
      }
    },
    errors: () => errors.toArray(),
    show(errorS, atLocalMs) {
      const errorMs = msOf(errorS);
      if (atLocalMs - erredMs >= ERRORS_APART_MS) {
        erredMs = atLocalMs;
        errors.push({ atLocalMs, errorMs });
      }
      view.value = { errorMs, ...counts, acts: acts.toArray() };
    },
  };
}
