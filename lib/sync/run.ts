import { type Action, atSpeed } from "./action.ts";
import { judge, type Pace } from "./bend.ts";
import { isStaired, lookAt } from "./grain.ts";
import { driftJump, mayDriftJump } from "./drift.ts";
import { isMisled, jump } from "./jump.ts";
import { nudge } from "./nudge.ts";
import { bendsAct, isPlayUnknown, type Learnt } from "./learnt.ts";
import { takeLesson } from "./lesson.ts";
import { ERRORS_MAX, type FollowMemory, type Run } from "./memory.ts";
import { isBuffered, isReady } from "./reading.ts";
import {
  FINE_TICK_MS,
  isAtEnd,
  isDue,
  offsetMsOf,
  REST_MS,
  type Situation,
  sleepUntil,
  STAIR_TICK_MS,
  type Step,
  targetAt,
  TICK_MS,
} from "./situation.ts";
import { land, SETTLE_MS } from "./start.ts";

/** How long after a start or a jump the ear is still broken off by it, in ms. */
const FRESH_MS = 1500;
/** How long after it corrections are quick, in ms. */
const QUICK_MS = 4000;
/** Error beyond which the element is moved, in s of real time: right after an event, and later. */
const FAR_S = { quick: 0.15, calm: 0.35, unbendable: 0.1 } as const;
/** Readings in a row that must be that far off. */
const FAR_COUNT = 3;
/** Least time between two readings that count, in ms: closer ones tell nothing new. */
const READ_MS = { fine: 15, usual: 40 } as const;
/** How long readings settle once the element began to move, in ms: they are right at once. */
const MOVED_MS = 30;
/** How far from where it stood an element may be and still be awaited, in s. */
const STILL_S = 1;
/** How long after a late start the film is awaited where it should be, in ms. */
const CATCH_UP_MS = 2500;
/**
 * How early the first play of a device may be and still be bent back, in s of film. Chromium is by up
 * to 40 ms, which a bend undoes sooner than a stand; WebKit by up to 90.
 */
const FIRST_EARLY_S = 0.05;
/** How long readings settle after the element had no picture, in ms. */
const DRY_MS = 150;
/** How long readings settle after a change of speed, in ms. */
const SPEED_MS = 300;
/** How long an element that should move may stand paused, in ms, before it is started again. */
const PAUSED_MAX_MS = 1000;
/**
 * Keeps a moving element on the line.
 *
 * @param isAwake whether steps begin again after a gap: a sleep, a freeze, a hidden page
 */
export function run(
  situation: Situation,
  memory: FollowMemory,
  phase: Run,
  { isAwake }: { isAwake: boolean },
): Step {
  const { actions, phase: now } = setSpeed(situation, memory.learnt, phase);
  const next = steer(situation, memory, now, isAwake);
  return { ...next, actions: [...actions, ...next.actions] };
}

/** Ends a bend whose time is over, and changes the speed when the room does. */
function setSpeed(
  situation: Situation,
  { rateMs }: Learnt,
  phase: Run,
): { actions: Action[]; phase: Run } {
  const { course, localMs } = situation;
  const { prev } = course;
  const speed = prev !== null && prev.rate > 0 &&
      !isDue(situation, course.atMs - rateMs)
    ? prev.rate
    : course.rate;
  if (speed !== phase.speed) {
    const changedBy = speed - phase.speed;
    return {
      actions: atSpeed(speed),
      phase: {
        ...quiet(phase, localMs + SPEED_MS),
        speed,
        bend: null,
        eventMs: localMs,
        lesson: { of: "rateMs", changedBy, offsetMs: offsetMsOf(situation) },
      },
    };
  }
  if (phase.bend === null || localMs < phase.bend.untilMs - 0.5) {
    return { actions: [], phase };
  }
  return {
    actions: [{ type: "rate", rate: phase.speed, isBend: false }],
    phase: { ...quiet(phase, localMs + SETTLE_MS), bend: null },
  };
}

function steer(
  situation: Situation,
  memory: FollowMemory,
  phase: Run,
  isAwake: boolean,
): Step {
  const { course, reading, serverMs, localMs } = situation;
  const wait = (run: Run, errorS: number | null = null): Step => ({
    actions: [],
    memory: { ...memory, phase: run, errorS },
    wakeInMs: wakeIn(situation, memory, run),
  });
  if (isAtEnd(situation)) return wait(quiet(phase, localMs));
  if (reading.isPaused) {
    // Who is seen again is not to wait; a page that is hidden was paused by its system.
    const sinceMs = isAwake ? -Infinity : phase.pausedSinceMs ?? localMs;
    const isLong = localMs - sinceMs > PAUSED_MAX_MS && !reading.isHidden;
    return isLong && isReady(reading)
      ? land(situation, memory, { reason: "land" })
      : wait({
        ...quiet(phase, localMs + DRY_MS),
        isDry: true,
        pausedSinceMs: sinceMs,
      });
  }
  if (!isReady(reading)) {
    const dry = quiet(phase, localMs + DRY_MS);
    return wait({ ...dry, isDry: true, lesson: null });
  }
  if (phase.stillAtS !== null) {
    const movedS = reading.positionS - phase.stillAtS;
    return movedS <= 0.001 && movedS > -STILL_S
      ? wait({ ...quiet(phase, localMs + MOVED_MS), pausedSinceMs: null })
      : wait({
        ...quiet(phase, localMs + MOVED_MS),
        stillAtS: null,
        isDry: false,
        eventMs: localMs,
        pausedSinceMs: null,
      });
  }
  const errorS = targetAt(situation, serverMs) - reading.positionS;
  const isAgain = isMisled(situation, memory, phase);
  const isFar = isAwake && Math.abs(errorS) > FAR_S.quick * phase.speed;
  if (isAgain || isFar) return jump(situation, memory, "drift", isAgain);
  if (isAwake) {
    const awake = { ...quiet(phase, localMs + 100), eventMs: localMs };
    return wait({ ...awake, isDry: false }, errorS);
  }
  if (phase.isDry) {
    return wait({
      ...quiet(phase, localMs + SETTLE_MS),
      eventMs: localMs,
      isDry: false,
      pausedSinceMs: null,
    }, errorS);
  }
  const grain = lookAt(memory.grain, {
    positionS: reading.positionS,
    atMs: localMs,
  });
  const seen = { ...memory, grain };
  const readMs = READ_MS[isFine(situation, seen, phase) ? "fine" : "usual"];
  if (
    localMs < phase.quietUntilMs || serverMs < course.atMs ||
    localMs - phase.readMs < readMs
  ) {
    const step = wait(phase, errorS);
    return { ...step, memory: { ...step.memory, grain } };
  }
  const read = {
    ...phase,
    readMs: localMs,
    errorsS: [...phase.errorsS, errorS].slice(
      -ERRORS_MAX[isStaired(grain) || phase.speed !== 1 ? "rough" : "usual"],
    ),
  };
  return correct(situation, { ...seen, errorS }, read, errorS);
}

/** Decides by the readings: jump, bend, or leave it. */
function correct(
  situation: Situation,
  memory: FollowMemory,
  phase: Run,
  errorS: number,
): Step {
  const { reading, localMs } = situation;
  const wait = (run: Run, learnt: Learnt = memory.learnt): Step => ({
    actions: [],
    memory: { ...memory, learnt, phase: run },
    wakeInMs: wakeIn(situation, memory, run),
  });
  const pace = paceAt(localMs, phase);
  const farS = !bendsAct(memory.learnt)
    ? FAR_S.unbendable
    : FAR_S[pace === "calm" ? "calm" : "quick"];
  if (Math.abs(errorS) > farS * phase.speed) {
    const farCount = phase.farCount + 1;
    if (phase.mayCatchUp && farCount >= FAR_COUNT) {
      const targetS = targetAt(situation, situation.serverMs);
      if (isBuffered(reading, targetS)) {
        return jump(situation, memory, "land");
      }
      if (localMs - phase.eventMs < CATCH_UP_MS) {
        return wait({ ...phase, farCount });
      }
    }
    return farCount < FAR_COUNT || !mayDriftJump(memory, phase, localMs)
      ? wait({ ...phase, farCount })
      : driftJump(situation, memory);
  }
  const near = { ...phase, farCount: 0 };
  if (phase.bend !== null) return wait(near);
  const verdict = judge({
    ...near,
    pace,
    isStaired: isStaired(memory.grain),
  });
  if (verdict === null) return wait(near);
  const learnt = takeLesson(situation, memory, near, verdict.errorS);
  const learned = { ...near, lesson: null, isNoisy: verdict.isNoisy };
  // Timers of a hidden page tick once a second: nothing could be ended in time.
  if (verdict.plan === null || reading.isHidden) return wait(learned, learnt);
  // One that plays at once is one that other speeds throw off, so it is not tried to bend it. To
  // stand is as exact anywhere.
  const isFirstEarly = pace === "fresh" && verdict.errorS < -FIRST_EARLY_S &&
    isPlayUnknown(memory.learnt);
  if (!bendsAct(learnt) || isFirstEarly) {
    const facts = { phase: learned, pace, errorS: verdict.errorS };
    return nudge(situation, { ...memory, learnt }, facts) ??
      wait(learned, learnt);
  }
  const { share, durationMs } = verdict.plan;
  const bent: Run = {
    ...learned,
    bend: { untilMs: localMs + durationMs, errorS: verdict.errorS },
    lesson: {
      of: "bend",
      askedS: verdict.errorS,
      offsetMs: offsetMsOf(situation),
    },
  };
  return {
    actions: [{ type: "rate", rate: phase.speed * (1 + share), isBend: true }],
    memory: { ...memory, learnt, phase: bent },
    wakeInMs: wakeIn(situation, memory, bent),
  };
}

/** Forgets the readings so far and lets none count before `untilMs`. */
function quiet(phase: Run, untilMs: number): Run {
  return { ...phase, quietUntilMs: untilMs, errorsS: [], farCount: 0 };
}

function paceAt(localMs: number, { eventMs }: Run): Pace {
  const agoMs = localMs - eventMs;
  return agoMs < FRESH_MS ? "fresh" : agoMs < QUICK_MS ? "quick" : "calm";
}

/** Whether readings are taken as often as a timer can. */
function isFine(
  { localMs, reading }: Situation,
  { grain }: FollowMemory,
  phase: Run,
): boolean {
  return !reading.isHidden &&
    (paceAt(localMs, phase) === "fresh" || phase.speed !== 1 ||
      isStaired(grain));
}

function wakeIn(
  situation: Situation,
  memory: FollowMemory,
  phase: Run,
): number {
  const { course, localMs } = situation;
  const { learnt } = memory;
  const tickMs = !isFine(situation, memory, phase)
    ? TICK_MS
    : isStaired(memory.grain)
    ? STAIR_TICK_MS
    : FINE_TICK_MS;
  const bendLeftMs = phase.bend === null
    ? TICK_MS
    : Math.max(0, phase.bend.untilMs - localMs);
  const speedLeftMs = phase.speed === course.rate
    ? TICK_MS
    : sleepUntil(situation, course.atMs - learnt.rateMs);
  return Math.min(
    isAtEnd(situation) ? REST_MS : tickMs,
    bendLeftMs,
    speedLeftMs,
  );
}
