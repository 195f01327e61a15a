import { clamp, Roster } from "@/lib/base/mod.ts";
import {
  type How,
  makesFollow,
  POSITION_MAX_S,
  type Source,
  type Timeline,
  TIMELINE_BROADCAST_MS,
} from "@/lib/protocol/mod.ts";
import { isJump, type Line, lineAt, positionAt } from "@/lib/time/mod.ts";
import { type LeadFor, leadMs } from "./lead.ts";
import { endOf } from "./position.ts";
import type { Effect, Now, Room, Step } from "./state.ts";

/** A change of the timeline, before it has an instant. */
export interface Move {
  readonly how: How;
  readonly by: string | null;
  /** What has to be ready in time: it sets how far ahead the change is scheduled. */
  readonly needs: LeadFor;
  /** The rate from then on; 0 pauses. */
  readonly rate: number;
  /** The speed chosen; stays as it is when left out. */
  readonly speed?: number;
  /**
   * The line to be on from then on: it is followed to the scheduled instant. Left out, the film
   * goes on from where it is.
   */
  readonly onto?: Line;
  readonly source?: Source;
}

/** Changes the timeline: the next revision, scheduled so that everyone can begin at one instant. */
export function move(room: Room, change: Move, now: Now): Step {
  const before = room.timeline;
  const current = lineAt(before, now.nowMs);
  const landing = change.onto === undefined ? awaitedLanding(room, now) : null;
  const target = change.onto ?? landing ?? current;
  const needs = landing === null ? change.needs : "jump";
  const atMs = now.nowMs + leadMs(room, needs, target.positionS, now.nowMs);
  const revision = before.revision + 1;
  const durationS = change.source === undefined ? before.durationS : null;
  const timeline: Timeline = {
    revision,
    source: change.source ?? before.source,
    sourceId: change.source === undefined ? before.sourceId : revision,
    durationS,
    positionS: clamp(positionAt(target, atMs), 0, endOf({ durationS })),
    rate: change.rate,
    speed: change.speed ?? before.speed,
    atMs,
    // Before its first instant a new film has no line: that of the old one means nothing in it.
    prev: change.source !== undefined || isFirstLine(before, now) ? null : {
      positionS: clamp(current.positionS, 0, POSITION_MAX_S),
      rate: current.rate,
      atMs: current.atMs,
    },
    by: change.by,
    how: change.how,
  };
  const viewers = makesFollow(change.how) ? allFollowing(room) : room.viewers;
  return broadcast({ ...room, timeline, viewers }, now);
}

/**
 * Sends the timeline to all: at once after a quiet time, else when its turn comes, so that a
 * storm of commands makes one broadcast per TIMELINE_BROADCAST_MS and the last one is among them.
 */
export function broadcast(room: Room, { nowMs }: Now): Step {
  const dueMs = room.broadcast.atMs + TIMELINE_BROADCAST_MS;
  if (nowMs < dueMs) {
    return {
      room: { ...room, broadcast: { ...room.broadcast, pending: true } },
      effects: [{ type: "wake", atMs: dueMs }],
    };
  }
  const effects: Effect[] = [{
    type: "send",
    to: "all",
    event: { type: "timeline", serverMs: nowMs, timeline: room.timeline },
  }, { type: "keep" }];
  return {
    room: { ...room, broadcast: { atMs: nowMs, pending: false } },
    effects,
  };
}

/**
 * Where a jump that is scheduled but not begun is to land: what is commanded meanwhile starts from
 * there, since the server's order decides. Null where no jump is under way.
 */
function awaitedLanding({ timeline }: Room, { nowMs }: Now): Line | null {
  const { positionS, atMs } = timeline;
  return nowMs < atMs && isJump(timeline) ? { positionS, rate: 0, atMs } : null;
}

/** Whether a film is still before its first instant, so that nobody is anywhere in it. */
function isFirstLine({ atMs, prev }: Timeline, { nowMs }: Now): boolean {
  return prev === null && nowMs < atMs;
}

function allFollowing(room: Room): Room["viewers"] {
  let isFree = false;
  for (const { following } of room.viewers.values()) isFree ||= !following;
  if (!isFree) return room.viewers;
  return Roster.of([...room.viewers].map(([id, viewer]) => [
    id,
    viewer.following ? viewer : { ...viewer, following: true },
  ]));
}
