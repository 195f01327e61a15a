import { unreachable } from "@/lib/base/mod.ts";
import { SLEPT_MS } from "@/lib/time/mod.ts";
import type { Action } from "./action.ts";
import { hold } from "./hold.ts";
import { jump } from "./jump.ts";
import { withoutBends } from "./learnt.ts";
import type { FollowMemory, Run } from "./memory.ts";
import { isReady } from "./reading.ts";
import { run } from "./run.ts";
import {
  isSameMove,
  offsetMsOf,
  type Situation,
  sleepUntil,
  type Step,
  targetAt,
  TICK_MS,
} from "./situation.ts";
import { arm, preparationMs, SETTLE_MS, startAt } from "./start.ts";

/**
 * What is known of the server's clock changes by more than this at once only where it was found to
 * be another one, as after a sleep, in ms: all errors before are void, as after a wake-up.
 */
const CLOCK_JUMP_MS = 40;

/**
 * One step of following: from where the room is and what the element says to what to do with it.
 * Meant to be taken every `wakeInMs` and at each event of the element; a step too many does no
 * harm, and none is needed between them.
 */
export function step(situation: Situation, before: FollowMemory): Step {
  const { reading, localMs } = situation;
  const { steppedMs, wasHidden, leastPassedMs } = before;
  const passedMs = localMs - (steppedMs ?? -Infinity);
  const offsetMs = offsetMsOf(situation);
  const clockMovedMs = Math.abs(offsetMs - (before.offsetMs ?? offsetMs));
  const isAwake = !reading.isHidden &&
    (wasHidden || clockMovedMs > CLOCK_JUMP_MS ||
      (steppedMs !== null && passedMs > SLEPT_MS));
  const memory = {
    ...before,
    learnt: reading.isUnderstated ? withoutBends(before.learnt) : before.learnt,
    steppedMs: localMs,
    offsetMs,
    leastPassedMs: passedMs > 0
      ? Math.min(leastPassedMs, passedMs)
      : leastPassedMs,
    wasHidden: reading.isHidden,
  };
  const next = decide(situation, memory, isAwake);
  return next.actions.some(({ type }) => type === "seek")
    ? { ...next, memory: { ...next.memory, soughtMs: localMs } }
    : next;
}

function decide(
  situation: Situation,
  memory: FollowMemory,
  isAwake: boolean,
): Step {
  const { phase } = memory;
  if (phase.is === "idle" || memory.revision !== situation.course.revision) {
    return plan(situation, memory);
  }
  switch (phase.is) {
    case "hold":
      return hold(situation, memory, phase);
    case "arm":
      return arm(situation, memory, phase);
    case "run":
      return run(situation, memory, phase, { isAwake });
    default:
      return unreachable(phase);
  }
}

/** How long a seek that is under way holds up the next one, in ms. */
const SEEK_PATIENCE_MS = 600;

/** Takes up a new course. */
function plan(situation: Situation, before: FollowMemory): Step {
  const { course, reading, serverMs, localMs } = situation;
  const { phase } = before;
  const drift = before.revision === course.revision
    ? before.drift
    : { ...before.drift, count: 0 };
  const memory = { ...before, revision: course.revision, drift };
  const straight: Action[] = phase.is === "run" && phase.bend !== null
    ? [{ type: "rate", rate: phase.speed, isBend: false }]
    : [];
  const then = (next: Step): Step => ({
    ...next,
    actions: [...straight, ...next.actions],
  });
  if (course.rate === 0) {
    return then(hold(situation, memory, { is: "hold", soughtMs: null }));
  }
  // Of two seeks in a row a browser does both, so the second waits, unless the first takes long.
  if (reading.isSeeking && localMs - before.soughtMs < SEEK_PATIENCE_MS) {
    const idle = { ...memory, phase: { is: "idle" } as const };
    return { actions: straight, memory: idle, wakeInMs: TICK_MS };
  }
  if (phase.is === "run" && !reading.isPaused) {
    const running = phase.bend === null ? phase : cutShort(phase, localMs);
    if (isSameMove(course) && !hasMissed(situation, phase)) {
      return then(run(situation, memory, running, { isAwake: false }));
    }
    if (serverMs < course.atMs && !isSameMove(course)) {
      const { positionS, atMs: startMs } = course;
      const leaveMs = startMs - preparationMs(situation, memory, positionS);
      if (serverMs >= leaveMs || course.prev === null) {
        const start = { positionS, startMs, reason: "start" } as const;
        return then(startAt(situation, memory, start));
      }
      // The line before holds until then, so the old revision stays the one that is followed.
      const old = { ...memory, revision: before.revision };
      const next = run(situation, old, running, { isAwake: false });
      const wakeInMs = Math.min(TICK_MS, sleepUntil(situation, leaveMs));
      return then({ ...next, wakeInMs });
    }
  }
  return then(jump(situation, memory, "land"));
}

/** Without its bend, of which nobody knows how much it did: it teaches nothing. */
function cutShort(phase: Run, localMs: number): Run {
  const quietUntilMs = localMs + SETTLE_MS;
  return { ...phase, bend: null, lesson: null, errorsS: [], quietUntilMs };
}

/** How far off a course that goes on as before is another one for this player, in s of real time. */
const MISSED_S = 0.1;

/** Whether a moving player is not on the line before: other changes went by while its link was gone. */
function hasMissed(situation: Situation, phase: Run): boolean {
  const { course, reading, serverMs } = situation;
  if (phase.stillAtS !== null || phase.mayCatchUp || !isReady(reading)) {
    return false;
  }
  const errorS = targetAt(situation, serverMs) - reading.positionS;
  return Math.abs(errorS) > MISSED_S * course.rate;
}
