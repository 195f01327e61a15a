import { positionAt } from "@/lib/time/mod.ts";
import { unreachable } from "@/lib/base/mod.ts";
import type { Action } from "./action.ts";
import { hold } from "./hold.ts";
import { jump } from "./jump.ts";
import type { FollowMemory } from "./memory.ts";
import { run } from "./run.ts";
import {
  type Course,
  type Situation,
  sleepUntil,
  type Step,
  TICK_MS,
} from "./situation.ts";
import { arm, preparationMs, startAt } from "./start.ts";

/** A gap between two steps beyond which something slept, in ms; timers wobble below it. */
const GAP_MS = 700;
/** How near two lines have to meet to be one movement with another speed, in s. */
const SAME_MOVE_S = 0.05;

/**
 * One step of following: from where the room is and what the element says to what to do with it.
 * Meant to be taken every `wakeInMs` and at each event of the element; a step too many does no
 * harm, and none is needed between them.
 */
export function step(situation: Situation, before: FollowMemory): Step {
  const { course, reading, localMs } = situation;
  const { steppedMs, wasHidden, phase } = before;
  const isAwake = !reading.isHidden &&
    (wasHidden || (steppedMs !== null && localMs - steppedMs > GAP_MS));
  const memory = {
    ...before,
    steppedMs: localMs,
    wasHidden: reading.isHidden,
  };
  if (phase.is === "idle" || memory.revision !== course.revision) {
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

/** Takes up a new course. */
function plan(situation: Situation, before: FollowMemory): Step {
  const { course, reading, serverMs } = situation;
  const { phase } = before;
  const memory = { ...before, revision: course.revision };
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
  if (phase.is === "run" && !reading.isPaused) {
    const running = { ...phase, bend: null };
    if (isSameMove(course)) {
      return then(run(situation, memory, running, { isAwake: false }));
    }
    if (serverMs < course.atMs) {
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

/** Whether a course goes on where the one before was, at most with another speed. */
function isSameMove({ prev, positionS, atMs }: Course): boolean {
  return prev !== null && prev.rate > 0 &&
    Math.abs(positionAt(prev, atMs) - positionS) < SAME_MOVE_S;
}
