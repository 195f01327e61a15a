import { SAME_S } from "@/lib/time/mod.ts";
import { type Action, atSpeed, type SeekReason } from "./action.ts";
import { earlyMs, learnSeek } from "./learnt.ts";
import type { Arm, FollowMemory, Run } from "./memory.ts";
import { isBuffered, isReady, isShown, KNOWN } from "./reading.ts";
import {
  FINE_TICK_MS,
  isDue,
  isEndFor,
  isSameMove,
  offsetMsOf,
  type Situation,
  sleepUntil,
  type Step,
  targetAt,
  TICK_MS,
} from "./situation.ts";

/** Time in hand when landing on a moving line, in ms. */
const MARGIN_MS = 50;
/** Least time for the first landing after a load, in ms: decoders are slow to wake. */
const FIRST_MS = 350;
/**
 * How late who lands first may be, in ms: bending makes up for it within the time that everyone
 * would have stood longer.
 */
const FIRST_LATE_MS = 40;
/** Most time a landing may take to be scheduled, in ms: a picture that is there sooner stands. */
const AHEAD_MAX_MS = 2000;
/** How late a start may be called on time, in ms. */
const ON_TIME_MS = 8;
/** How late a start may be and still be made up for by bending alone, in s of film. */
const LATE_MAX_S = 0.06;
/**
 * How long a paused element may take to get ready, in ms. Phones load nothing before they play:
 * then playing is the only way to find out.
 */
const PATIENCE_MS = 6000;
/** How long a picture whose film is loaded is awaited by the browser's own word, in ms. */
const PICTURE_MS = 300;
/** How long readings settle after a start or a jump, in ms. */
export const SETTLE_MS = 200;

/** Where and when to start, and why. */
interface Start {
  readonly positionS: number;
  /** Server ms at which the picture is to move. */
  readonly startMs: number;
  readonly reason: SeekReason;
}

/** Puts the element, paused, on a position from which it is to move at an instant. */
export function startAt(
  situation: Situation,
  memory: FollowMemory,
  { positionS, startMs, reason }: Start,
): Step {
  const { course, reading, localMs } = situation;
  const errorS = positionS - reading.positionS;
  const mustSeek = Math.abs(errorS) > SAME_S || reading.isSeeking;
  const actions: Action[] = [];
  if (!reading.isPaused) {
    const isStand = reason === "drift" && !mustSeek;
    const aheadMs = startMs - situation.serverMs;
    actions.push({ type: "pause", ...(isStand ? { aheadMs } : {}) });
  }
  actions.push(...atSpeed(course.speed));
  if (mustSeek) {
    const errorMs = errorS * 1000;
    actions.push({ type: "seek", positionS, reason, errorMs });
  }
  const phase: Arm = {
    is: "arm",
    positionS,
    startMs,
    seek: mustSeek ? seekKind(situation, positionS) : null,
    sinceMs: localMs,
    isReady: false,
  };
  const armed = {
    ...memory,
    phase,
    isFlushed: memory.isFlushed || mustSeek,
    errorS: null,
  };
  // Who stands there with a picture already may be late for it: the news took a part of the lead.
  if (reading.isPaused && !mustSeek) {
    const next = arm(situation, armed, phase);
    return { ...next, actions: [...actions, ...next.actions] };
  }
  const wakeInMs = sleepUntil(situation, startMs - latencyOf(armed));
  return { actions, memory: armed, wakeInMs: Math.min(TICK_MS, wakeInMs) };
}

/** Lands on a moving line: aims at where it will be once the seek is over. */
export function land(
  situation: Situation,
  memory: FollowMemory,
  { reason }: { reason: SeekReason },
): Step {
  const { course, serverMs, reading } = situation;
  // Before the metadata nothing can be sought, and no landing can be timed.
  if (reading.readyState < KNOWN) return idle(memory);
  if (serverMs < course.atMs && !isSameMove(course)) {
    const { positionS, atMs: startMs } = course;
    return startAt(situation, memory, { positionS, startMs, reason });
  }
  const nearS = targetAt(situation, serverMs + 300);
  const neededMs = preparationMs(situation, memory, nearS);
  const aheadMs = memory.isFirst
    ? Math.max(FIRST_MS, neededMs - FIRST_LATE_MS)
    : neededMs;
  const startMs = serverMs + Math.min(AHEAD_MAX_MS, aheadMs);
  const next = { ...memory, isFirst: false, isFlushed: true };
  const positionS = targetAt(situation, startMs);
  return startAt(situation, next, { positionS, startMs, reason });
}

/** Waits on the position for a picture, then for the instant, then plays. */
export function arm(
  situation: Situation,
  memory: FollowMemory,
  phase: Arm,
): Step {
  const { reading, serverMs, localMs } = situation;
  const tookMs = localMs - phase.sinceMs;
  const hasPicture = isReady(reading) ||
    tookMs > PICTURE_MS && isShown(reading, phase.positionS);
  if (!phase.isReady && !hasPicture) {
    const isStuck = tookMs > PATIENCE_MS && !reading.isSeeking &&
      reading.readyState >= KNOWN && serverMs > phase.startMs;
    return isStuck
      ? play(situation, memory, phase, { lateMs: Infinity })
      : { actions: [], memory, wakeInMs: TICK_MS };
  }
  const learnt = !phase.isReady && phase.seek !== null
    ? learnSeek(memory.learnt, phase.seek, tookMs)
    : memory.learnt;
  const next = { ...memory, learnt, phase: { ...phase, isReady: true } };
  const playMs = phase.startMs - latencyOf(next);
  const lateMs = serverMs - playMs;
  if (lateMs <= ON_TIME_MS) {
    return isDue(situation, playMs)
      ? play(situation, next, phase, { lateMs: 0 })
      : { actions: [], memory: next, wakeInMs: sleepUntil(situation, playMs) };
  }
  // A second landing could be late as well; to move and be elsewhere at once costs a tenth of it.
  return play(situation, next, phase, { lateMs });
}

/** How long before the picture is to move `play()` has to be called, in ms. */
export function latencyOf({ learnt, isFlushed }: FollowMemory): number {
  return isFlushed ? learnt.playFlushedMs + earlyMs(learnt) : learnt.playWarmMs;
}

/** How much time before an instant a start from a position needs, in ms. */
export function preparationMs(
  situation: Situation,
  { learnt }: FollowMemory,
  positionS: number,
): number {
  const { meanMs, strayMs } = learnt[seekKind(situation, positionS)];
  return meanMs + 2 * strayMs + MARGIN_MS + learnt.playFlushedMs;
}

function play(
  situation: Situation,
  memory: FollowMemory,
  { positionS }: Arm,
  { lateMs }: { lateMs: number },
): Step {
  const { course, reading, localMs } = situation;
  const latency = memory.isFlushed ? "playFlushedMs" : "playWarmMs";
  // From its end a browser would begin the film again: there it rests, until there is more of it.
  const isOver = isEndFor(situation, positionS);
  const phase: Run = {
    ...runFrom(localMs, course.speed),
    stillAtS: isOver ? null : reading.positionS,
    mayCatchUp: lateMs / 1000 * course.rate > LATE_MAX_S,
    lesson: lateMs === 0 && !isOver
      ? { of: latency, offsetMs: offsetMsOf(situation) }
      : null,
  };
  return {
    actions: isOver ? [] : [{ type: "play" }],
    memory: { ...memory, phase, isFlushed: memory.isFlushed && isOver },
    wakeInMs: FINE_TICK_MS,
  };
}

/** An element that moves at a speed, or is about to, from an instant on. */
export function runFrom(localMs: number, speed: number): Run {
  return {
    is: "run",
    errorsS: [],
    readMs: localMs,
    quietUntilMs: localMs + SETTLE_MS,
    eventMs: localMs,
    isNoisy: false,
    farCount: 0,
    stillAtS: null,
    isDry: false,
    pausedSinceMs: null,
    mayCatchUp: false,
    lesson: null,
    speed,
    bend: null,
  };
}

function idle(memory: FollowMemory): Step {
  return {
    actions: [],
    memory: { ...memory, phase: { is: "idle" } },
    wakeInMs: TICK_MS,
  };
}

function seekKind(
  { reading }: Situation,
  positionS: number,
): "seekBuffered" | "seekNetwork" {
  return isBuffered(reading, positionS) ? "seekBuffered" : "seekNetwork";
}
