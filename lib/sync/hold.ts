import { SAME_S } from "@/lib/time/mod.ts";
import { type Action, atSpeed } from "./action.ts";
import type { FollowMemory, Hold } from "./memory.ts";
import { KNOWN } from "./reading.ts";
import {
  isDue,
  REST_MS,
  type Situation,
  sleepUntil,
  type Step,
  targetAt,
} from "./situation.ts";

/** Difference at which a paused element is put back once more, in s: somebody else moved it. */
const MOVED_S = 0.25;
/** Shortest time between two such seeks, in ms, so that a film that will not go there is left. */
const AGAIN_MS = 2000;

/** Pauses at the instant the room pauses, then goes to the very picture. */
export function hold(
  situation: Situation,
  memory: FollowMemory,
  phase: Hold,
): Step {
  const { course, reading, localMs } = situation;
  if (!isDue(situation, course.atMs)) {
    const wakeInMs = sleepUntil(situation, course.atMs);
    return { actions: [], memory: { ...memory, phase }, wakeInMs };
  }
  const actions: Action[] = reading.isPaused ? [] : [{ type: "pause" }];
  if (reading.rate !== course.speed) actions.push(...atSpeed(course.speed));
  const targetS = targetAt(situation, course.atMs + 1000);
  const errorS = targetS - reading.positionS;
  const isOff = phase.soughtMs === null
    ? Math.abs(errorS) > SAME_S
    : Math.abs(errorS) > MOVED_S && localMs - phase.soughtMs > AGAIN_MS;
  const canSeek = reading.readyState >= KNOWN && !reading.isSeeking;
  const rest = { memory: { ...memory, phase }, wakeInMs: REST_MS };
  if (!canSeek) return { ...rest, actions };
  const held: Hold = { is: "hold", soughtMs: phase.soughtMs ?? localMs };
  if (!isOff) return { ...rest, memory: { ...memory, phase: held }, actions };
  const errorMs = errorS * 1000;
  actions.push({ type: "seek", positionS: targetS, reason: "pause", errorMs });
  return {
    actions,
    memory: {
      ...memory,
      isFlushed: true,
      phase: { is: "hold", soughtMs: localMs },
    },
    wakeInMs: REST_MS,
  };
}
