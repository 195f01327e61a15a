import { type Action, atSpeed, type SeekReason } from "./action.ts";
import { bendsAct, earlyMs } from "./learnt.ts";
import type { FollowMemory, Run } from "./memory.ts";
import { isBuffered, isReady } from "./reading.ts";
import {
  offsetMsOf,
  type Situation,
  type Step,
  targetAt,
  TICK_MS,
} from "./situation.ts";
import { land, runFrom } from "./start.ts";

/** Error that bending undoes sooner than a seek would, in s of real time; less where none acts. */
const NEAR_S = { bendable: 0.1, unbendable: 0.008 } as const;
/** Shortest time between two seeks without a pause, in ms: if one missed, land instead. */
const HOT_AGAIN_MS = 1500;
/**
 * How far another clock, and the picture by it, may be from that of a jump, in ms, before a second one
 * follows: to bend as much would take half a second, and the sound has only just broken off.
 */
const MISLED_MS = 40;

/**
 * Goes to where the course is: without a pause where the film is loaded there and moves already,
 * by a landing otherwise. Who is there already stays.
 *
 * @param isAgain whether the jump before was misled
 */
export function jump(
  situation: Situation,
  memory: FollowMemory,
  reason: SeekReason,
  isAgain = false,
): Step {
  const { course, reading, serverMs, localMs } = situation;
  const { learnt } = memory;
  const hot = reading.isSilent ? "hotSilentMs" : "hotSeekMs";
  const aheadMs = learnt[hot] + earlyMs(learnt);
  const positionS = targetAt(situation, serverMs + aheadMs);
  const errorS = targetAt(situation, serverMs) - reading.positionS;
  const nearS = NEAR_S[bendsAct(learnt) ? "bendable" : "unbendable"];
  const isNear = !isAgain && Math.abs(errorS) < nearS * course.rate;
  // Before the start of a line there is time to prepare for it.
  const isMoving = !reading.isPaused && isReady(reading) &&
    serverMs >= course.atMs;
  const isHot = (isAgain || localMs - memory.hotMs > HOT_AGAIN_MS) &&
    isBuffered(reading, positionS);
  if (!isMoving || !(isNear || isHot)) {
    return land(situation, memory, { reason });
  }
  const phase: Run = {
    ...runFrom(localMs, course.rate),
    stillAtS: isNear ? null : positionS,
    lesson: isNear ? null : { of: hot, offsetMs: offsetMsOf(situation) },
  };
  const actions: Action[] = atSpeed(course.rate);
  const next = { ...memory, phase, isFlushed: false };
  if (isNear) return { actions, memory: next, wakeInMs: TICK_MS };
  const errorMs = errorS * 1000;
  actions.push({ type: "seek", positionS, reason, errorMs });
  const hotMs = isAgain ? memory.hotMs : localMs;
  const hotOffsetMs = offsetMsOf(situation);
  return {
    actions,
    memory: { ...next, hotMs, hotOffsetMs },
    wakeInMs: TICK_MS,
  };
}

/**
 * Whether a jump just now went by a clock that is known better since, as where a lost packet held up
 * the first answer after a sleep. Each answer that shows it is quicker than the one before, so there
 * are but few.
 */
export function isMisled(
  situation: Situation,
  { hotMs, hotOffsetMs }: FollowMemory,
  { quietUntilMs }: Run,
): boolean {
  const { course, reading, serverMs, localMs } = situation;
  const targetS = targetAt(situation, serverMs);
  const errorMs = 1000 * Math.abs(targetS - reading.positionS);
  return localMs - hotMs <= HOT_AGAIN_MS && localMs >= quietUntilMs &&
    Math.abs(offsetMsOf(situation) - hotOffsetMs) > MISLED_MS &&
    errorMs > MISLED_MS * course.rate &&
    isBuffered(reading, targetS) && !reading.isHidden;
}
