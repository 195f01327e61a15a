import {
  positionAt,
  type ScheduledLine,
  scheduledPositionAt,
} from "@/lib/time/mod.ts";
import type { Action } from "./action.ts";
import type { FollowMemory } from "./memory.ts";
import type { Reading } from "./reading.ts";

/** What is followed: a room's timeline, or as much of one as it takes. */
export interface Course extends ScheduledLine {
  /** Names this course: a new one is a new cause to move. */
  readonly revision: number;
  /** The speed at which it moves when it moves. */
  readonly speed: number;
  /** Length of the film in seconds as the room knows it; null until then. */
  readonly durationS: number | null;
}

/** Everything one step looks at. */
export interface Situation {
  readonly course: Course;
  readonly reading: Reading;
  /** The server's monotonic ms at the moment of the reading. */
  readonly serverMs: number;
  /** The local monotonic ms at the moment of the reading. */
  readonly localMs: number;
}

/** What one step decides. */
export interface Step {
  readonly actions: readonly Action[];
  readonly memory: FollowMemory;
  /** How long the next step may wait, in ms, unless the element says something before. */
  readonly wakeInMs: number;
}

/** Between two steps while something moves or is about to, in ms. */
export const TICK_MS = 50;
/** Between two steps right after a start or a jump, in ms: the sooner it is judged, the better. */
export const FINE_TICK_MS = 20;
/**
 * The same where positions come in stairs of 40 ms, in ms: looks that do not keep step with them
 * come upon each part of a stair, and so upon its first moment.
 */
export const STAIR_TICK_MS = 17;
/** Between two steps while nothing does, in ms. */
export const REST_MS = 250;
/** How early a deadline may be met, in ms: a timer seldom wakes to the millisecond. */
const EARLY_MS = 1.5;
/** How close to its end a film is left alone, in s: nothing can be steered there any more. */
const END_S = 0.05;

/** How near two lines have to meet to be one movement with another speed, in s. */
const SAME_MOVE_S = 0.05;

/** Where the course is at an instant of the server, in seconds, inside the film. */
export function targetAt(
  { course, reading }: Situation,
  serverMs: number,
): number {
  if (serverMs < course.atMs && course.prev === null) return course.positionS;
  return scheduledPositionAt(course, serverMs, endOf(course, reading));
}

/** Whether the course is as good as over for this copy of the film. */
export function isAtEnd(situation: Situation): boolean {
  return isEndFor(situation, targetAt(situation, situation.serverMs));
}

/** Whether a position is as good as the end of this copy of the film. */
export function isEndFor(
  { course, reading }: Situation,
  positionS: number,
): boolean {
  return positionS >= endOf(course, reading) - END_S;
}

/** What the server's clock is taken to be ahead of the local one, in ms. */
export function offsetMsOf({ serverMs, localMs }: Situation): number {
  return serverMs - localMs;
}

/** Whether a deadline of the server's clock is reached. */
export function isDue({ serverMs }: Situation, dueMs: number): boolean {
  return dueMs - serverMs <= EARLY_MS;
}

/** Whether a course goes on where the one before was, at most with another speed. */
export function isSameMove({ prev, positionS, atMs }: Course): boolean {
  return prev !== null && prev.rate > 0 &&
    Math.abs(positionAt(prev, atMs) - positionS) < SAME_MOVE_S;
}

/**
 * How long to sleep before a deadline: most of the way first, then the rest, since a timer that
 * sleeps long wakes late.
 */
export function sleepUntil({ serverMs }: Situation, dueMs: number): number {
  const leftMs = dueMs - serverMs;
  return leftMs > 40 ? Math.min(leftMs - 25, REST_MS) : Math.max(0, leftMs - 1);
}

function endOf(course: Course, reading: Reading): number {
  return reading.durationS ?? course.durationS ?? Infinity;
}
