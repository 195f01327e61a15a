import { Roster } from "@/lib/base/mod.ts";
import type { Room, Step } from "@/lib/room/mod.ts";
import { positionAt } from "@/lib/time/mod.ts";
import { SHIPPED, type Shipped } from "./shipped.ts";

/** Mistakes that somebody could make, each as a change of one shipped part. */
export const PLANTED: readonly [what: string, fault: Partial<Shipped>][] = [
  ["a follower that bends the wrong way", {
    step: (situation, memory) => {
      const next = SHIPPED.step(situation, memory);
      const { speed } = situation.course;
      const actions = next.actions.map((action) =>
        action.type === "rate" && action.isBend
          ? { ...action, rate: 2 * speed - action.rate }
          : action
      );
      return { ...next, actions };
    },
  }],
  ["a follower that seeks for every error it sees", {
    step: (situation, memory) => {
      const next = SHIPPED.step(situation, memory);
      const { errorS, phase } = next.memory;
      if (phase.is !== "run" || errorS === null || Math.abs(errorS) < 0.005) {
        return next;
      }
      const positionS = situation.reading.positionS + errorS;
      const errorMs = 1000 * errorS;
      const seek = {
        type: "seek",
        positionS,
        reason: "drift",
        errorMs,
      } as const;
      return { ...next, actions: [...next.actions, seek] };
    },
  }],
  ["a follower that is 60 ms early", {
    step: ({ course, ...situation }, memory) =>
      SHIPPED.step(
        { ...situation, course: { ...course, atMs: course.atMs - 60 } },
        memory,
      ),
  }],
  ["a clock that takes the way back for nothing", {
    estimate: (memory, nowMs) => {
      const known = SHIPPED.estimate(memory, nowMs);
      return known === null
        ? null
        : { ...known, offsetMs: known.offsetMs + known.roundTripMs / 2 };
    },
    offsetMsAt: (memory, nowMs) => {
      const known = SHIPPED.estimate(memory, nowMs);
      return known === null ? null : known.offsetMs + known.roundTripMs / 2;
    },
  }],
  ["a room that acts on stale presses", {
    reduce: (room, from, command, now) =>
      SHIPPED.reduce(
        room,
        from,
        "pressedAtMs" in command
          ? { ...command, pressedAtMs: now.nowMs }
          : command,
        now,
      ),
  }],
  ["a room that drops the last of a storm", {
    tick: (room, now) =>
      SHIPPED.tick({
        ...room,
        broadcast: { ...room.broadcast, pending: false },
      }, now),
  }],
  ["a room that sends each command of a storm", {
    reduce: (room, from, command, now) =>
      SHIPPED.reduce(
        { ...room, broadcast: { atMs: -Infinity, pending: false } },
        from,
        command,
        now,
      ),
  }],
  ["a lead without a bound", {
    reduce: (room, from, command, now) =>
      late(room, SHIPPED.reduce(room, from, command, now)),
  }],
  ["a guard without rest", {
    tick: (room, now) =>
      SHIPPED.tick(
        { ...room, guard: { ...room.guard, restUntilMs: 0, yields: [] } },
        now,
      ),
  }],
  ["a guard that counts who watches another film", {
    tick: (room, now) => {
      const viewers = Roster.of(
        [...room.viewers].map(([id, viewer]) => [id, {
          ...viewer,
          reports: viewer.reports.map((report) => ({
            ...report,
            sourceId: room.timeline.sourceId,
            state: "playing" as const,
          })),
        }]),
      );
      const next = SHIPPED.tick({ ...room, viewers }, now);
      const kept = [...next.room.viewers].map(([id, viewer]) => {
        const reports = room.viewers.get(id)?.reports ?? viewer.reports;
        return [id, { ...viewer, reports }] as const;
      });
      return { ...next, room: { ...next.room, viewers: Roster.of(kept) } };
    },
  }],
  ["a stall that is told at once", {
    watch: (memory, sight) => {
      const next = SHIPPED.watch(memory, sight);
      return { ...next, isStalled: sight.isWanted && !sight.isMoving };
    },
  }],
  ["gaps between reports of different instants", {
    gapBetween: (mine, theirs, at) => {
      const gap = SHIPPED.gapBetween(mine, theirs, at);
      const agedS = positionAt(theirs, at.nowMs) - theirs.positionS;
      return { ...gap, gapMs: gap.gapMs + 1000 * agedS };
    },
  }],
];

function late(before: Room, { room, effects }: Step): Step {
  const { timeline } = room;
  if (timeline.revision === before.timeline.revision) return { room, effects };
  return {
    room: { ...room, timeline: { ...timeline, atMs: timeline.atMs + 2000 } },
    effects,
  };
}
