import type { Timeline, Trouble } from "@/lib/protocol/mod.ts";
import {
  type Course,
  isReady,
  type Learnt,
  NO_STALL,
  type Reading,
  watch,
} from "@/lib/sync/mod.ts";
import { lineAt } from "@/lib/time/mod.ts";
import type { Film, PlayerReport, PlayerView } from "./film.ts";
import { playState } from "./play_state.ts";
import type { Problem } from "./problem.ts";
import { bufferedAheadS } from "./read.ts";

/** What one look at the player takes in. */
export interface Look {
  readonly video: HTMLVideoElement;
  readonly reading: Reading;
  /** Local monotonic ms. */
  readonly atMs: number;
  /** The server's ms at that moment; null until the clock is known. */
  readonly serverMs: number | null;
  readonly film: Film | null;
  /** Grows by one with each film. */
  readonly loads: number;
  /** Grows by one with each seek that somebody wished. */
  readonly seeks: number;
  readonly problem: Problem | null;
  readonly isBlocked: boolean;
  /** The speed chosen, without a bend. */
  readonly speed: number;
  /** The line that steers; null where none does. */
  readonly course: Course | null;
  /** How the room's line came to be, where that is what steers. */
  readonly how: Timeline["how"] | null;
  readonly downloadBps: number | null;
}

/** Turns looks at the player into what the screen shows. */
export interface Viewing {
  look(look: Look): PlayerView;
}

/** A viewing that has seen nothing yet. */
export function createViewing(): Viewing {
  let stall = NO_STALL;
  return {
    look(look) {
      const { video, reading, film } = look;
      const isReadyNow = isReady(reading);
      const wants = isWanted(look);
      const canPlay = film !== null && !look.isBlocked && !reading.isEnded;
      stall = watch(stall, {
        nowMs: look.atMs,
        isWanted: canPlay && (wants || look.how === "wait"),
        // Who is steered may stand paused and be ready to go at any instant.
        isMoving: isReadyNow && look.problem === null &&
          (!reading.isPaused || look.course !== null),
        isSeeking: reading.isSeeking,
        seeks: look.seeks,
        isFailed: look.problem !== null,
        isHidden: reading.isHidden,
        film: look.loads,
      });
      const state = playState({
        reading,
        hasFilm: film !== null,
        hasProblem: look.problem !== null || video.error !== null,
        isBlocked: look.isBlocked,
        isWanted: wants || (look.how === "wait" && !isReadyNow),
      });
      return {
        state,
        positionS: reading.positionS,
        durationS: reading.durationS,
        bufferedS: bufferedAheadS(reading),
        buffered: reading.buffered,
        speed: look.speed,
        volume: video.volume,
        muted: video.muted,
        width: video.videoWidth,
        height: video.videoHeight,
        blocked: look.isBlocked,
        problem: look.problem,
        seeking: reading.isSeeking,
        waiting: state === "waiting",
        stalled: stall.isStalled,
        downloadBps: look.downloadBps,
        title: film?.title ?? "",
        sourceId: film?.sourceId ?? null,
      };
    },
  };
}

/** What the room is told of a view. */
export function reportOf(
  view: PlayerView,
  { learnt, isHidden, trouble }: {
    learnt: Learnt;
    isHidden: boolean;
    trouble: Trouble | undefined;
  },
): PlayerReport {
  return {
    positionS: view.positionS,
    rate: view.state === "playing" ? view.speed : 0,
    speed: view.speed,
    state: view.state,
    stalled: view.stalled,
    bufferedS: view.bufferedS,
    downloadBps: view.downloadBps,
    durationS: view.durationS,
    sourceId: view.sourceId,
    film: view.title,
    hidden: isHidden,
    playLatencyMs: Math.max(0, learnt.playFlushedMs),
    // The room asks only where a jump leaves the buffer.
    seekLatencyMs: learnt.seekNetwork.meanMs + learnt.seekNetwork.strayMs,
    ...(trouble === undefined ? {} : { trouble }),
  };
}

/** Whether the film is to move now: by the line that steers, else by the element itself. */
function isWanted({ course, serverMs, reading }: Look): boolean {
  if (course === null || serverMs === null) return !reading.isPaused;
  const isToCome = course.prev === null && serverMs < course.atMs;
  return !isToCome && lineAt(course, serverMs).rate > 0;
}
