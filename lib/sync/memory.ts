import { type Grain, NO_GRAIN } from "./grain.ts";
import { type Learnt, UNLEARNT } from "./learnt.ts";

/** Paused with the room, or about to be. */
export interface Hold {
  readonly is: "hold";
  /** Local ms of the last seek to the exact position; null before it. */
  readonly soughtMs: number | null;
}

/** Paused on a position, waiting for the instant at which to play from there. */
export interface Arm {
  readonly is: "arm";
  readonly positionS: number;
  /** Server ms at which the picture is to move. */
  readonly startMs: number;
  /** What the seek to it has to ask; null where the element stands there already. */
  readonly seek: "seekBuffered" | "seekNetwork" | null;
  /** Local ms of that seek. */
  readonly sinceMs: number;
  /** Whether the seek is over. */
  readonly isReady: boolean;
}

/** Moving with the room. */
export interface Run {
  readonly is: "run";
  /** Errors of the last readings, in s; positive: behind. At most {@linkcode ERRORS_MAX.rough}. */
  readonly errorsS: readonly number[];
  /** Local ms of the newest of them. */
  readonly readMs: number;
  /** Readings do not count before this local ms. */
  readonly quietUntilMs: number;
  /** Local ms of the last start, jump or wake-up: after it corrections are quick. */
  readonly eventMs: number;
  /** Whether readings wobble, so that more of them are needed. */
  readonly isNoisy: boolean;
  /** Readings in a row that were too far off. */
  readonly farCount: number;
  /** Where the element stood when told to play or to be elsewhere, until it moves. */
  readonly stillAtS: number | null;
  /** Whether it had no picture the last time. */
  readonly isDry: boolean;
  /** Local ms since when it has been paused though it should move; null while it moves. */
  readonly pausedSinceMs: number | null;
  /** Whether it began too late to be bent onto the line, so that one jump is owed to it. */
  readonly mayCatchUp: boolean;
  /** What the next settled error teaches; null where nothing. */
  readonly lesson: Lesson | null;
  /** The speed that was asked for, without a bend. */
  readonly speed: number;
  readonly bend: Bend | null;
}

/** What an error measured next says about the device. */
export type Lesson =
  & (
    | {
      readonly of: "playFlushedMs" | "playWarmMs" | "hotSeekMs" | "hotSilentMs";
    }
    | { readonly of: "rateMs"; readonly changedBy: number }
    | { readonly of: "bend"; readonly askedS: number }
  )
  & {
    /** What the clocks were taken to differ by when it was set, in ms. */
    readonly offsetMs: number;
  };

/** A bend of the speed that is under way. */
export interface Bend {
  /** Local ms at which it ends. */
  readonly untilMs: number;
  /** The error that it is to undo, in s. */
  readonly errorS: number;
}

/** All that a follower remembers from one step to the next. Plain data. */
export interface FollowMemory {
  readonly learnt: Learnt;
  /** The revision that is being followed; null before the first. */
  readonly revision: number | null;
  readonly phase: { readonly is: "idle" } | Hold | Arm | Run;
  /** Whether the next `play()` follows a load or a seek. */
  readonly isFlushed: boolean;
  /** Whether nothing was landed on since the film was loaded. */
  readonly isFirst: boolean;
  /** How fine this browser's positions are. */
  readonly grain: Grain;
  /** Local ms of the last seek. */
  readonly soughtMs: number;
  /** Local ms of the last seek without a pause. */
  readonly hotMs: number;
  /** What the clocks were taken to differ by at that or at one that followed at once, in ms. */
  readonly hotOffsetMs: number;
  /** Jumps for drift in a row, and the local ms of the last: they grow rarer. */
  readonly drift: { readonly count: number; readonly lastMs: number };
  /** Local ms of the step before, and whether the page was hidden then. */
  readonly steppedMs: number | null;
  /** What the clocks were taken to differ by then, in ms. */
  readonly offsetMs: number | null;
  /** Least time seen between two steps, in ms: the local clock goes on by no more than that at once. */
  readonly leastPassedMs: number;
  readonly wasHidden: boolean;
  /** The last error in s while moving, for the screen; null while there is none. */
  readonly errorS: number | null;
}

/** Errors kept, where positions are rough and elsewhere: a second of ticks. */
export const ERRORS_MAX = { rough: 50, usual: 25 } as const;

/** A follower that begins, with what the device is known to do. */
export function begin(learnt: Learnt = UNLEARNT): FollowMemory {
  return {
    learnt,
    revision: null,
    phase: { is: "idle" },
    isFlushed: true,
    isFirst: true,
    grain: NO_GRAIN,
    soughtMs: -Infinity,
    hotMs: -Infinity,
    hotOffsetMs: 0,
    drift: { count: 0, lastMs: -Infinity },
    steppedMs: null,
    offsetMs: null,
    leastPassedMs: Infinity,
    wasHidden: false,
    errorS: null,
  };
}
