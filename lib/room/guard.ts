import type { CommandOf } from "@/lib/protocol/mod.ts";
import { lineAt } from "@/lib/time/mod.ts";
import { countedViewers, slowestOf } from "./guard_counted.ts";
import {
  GUARD_REST_MS,
  OFF,
  withExcused,
  withGuard,
  withoutExcuse,
} from "./guard_state.ts";
import { move } from "./move.ts";
import type { Guard, Now, Room, Step } from "./state.ts";
import { tell } from "./tell.ts";

/** How long the room goes on without whom it chose to go on without, in ms. */
const SKIPPED_MS = 600_000;
/** Names of holders that are kept: one guard needs no more. */
const HOLDERS_MAX = 16;

/** Switches the guard or sets its band and bound; two who switch it on hold one guard. */
export function setGuard(
  room: Room,
  by: string,
  wish: CommandOf<"guard">,
  now: Now,
): Step {
  const { guard } = room;
  const bounds = {
    bandS: wish.bandS ?? guard.bandS,
    boundS: wish.boundS ?? guard.boundS,
  };
  if (!wish.on) {
    return guard.on
      ? switchOff(room, by, bounds, now)
      : kept(withGuard(room, bounds, now));
  }
  const holders = guard.holders.includes(by)
    ? guard.holders
    : [...guard.holders, by].slice(-HOLDERS_MAX);
  if (guard.on) return kept(withGuard(room, { ...bounds, holders }, now));
  const held = withGuard(room, {
    ...bounds,
    on: true,
    holders,
    restUntilMs: now.nowMs + GUARD_REST_MS,
  }, now);
  const moved = gather(held.room, by, now);
  const told = tell(moved.room, { what: "guard-on", by }, now);
  return {
    room: told.room,
    effects: [...held.effects, ...moved.effects, ...told.effects],
  };
}

function kept({ room, effects }: Step): Step {
  return { room, effects: [...effects, { type: "keep" }] };
}

/** The answer to the guard's question. */
export function choose(
  room: Room,
  by: string,
  choice: CommandOf<"guardChoice">,
  now: Now,
): Step {
  const { guard } = room;
  if (guard.question === null || guard.question.viewer !== choice.viewer) {
    return { room, effects: [] };
  }
  const change: Partial<Guard> = choice.wait
    ? {
      yields: guard.yields.filter(({ viewer }) => viewer !== choice.viewer),
      excused: withoutExcuse(guard, choice.viewer),
    }
    : {
      excused: withExcused(room, [choice.viewer], SKIPPED_MS, now),
    };
  const changed = withGuard(room, { ...change, question: null }, now);
  if (choice.wait) return changed;
  const told = tell(changed.room, {
    what: "guard-skip",
    by,
    about: guard.question.name,
  }, now);
  return { room: told.room, effects: [...changed.effects, ...told.effects] };
}

// Switching it on brings all together where the slowest is, playing if anybody plays.
function gather(room: Room, by: string, now: Now): Step {
  const { nowMs } = now;
  const counted = countedViewers(room, nowMs, { pausedToo: true });
  const slowest = slowestOf(counted);
  const { timeline } = room;
  const plays = lineAt(timeline, nowMs).rate > 0 || timeline.rate > 0 ||
    counted.some(({ report }) => report.rate > 0);
  return move(room, {
    how: "guard",
    by,
    needs: "jump",
    rate: plays ? timeline.speed : 0,
    ...(slowest === null ? {} : {
      onto: {
        positionS: slowest.positionS,
        rate: slowest.report.rate,
        atMs: nowMs,
      },
    }),
  }, now);
}

function switchOff(
  room: Room,
  by: string,
  bounds: Partial<Guard>,
  now: Now,
): Step {
  const wasWaiting = room.guard.wait !== null;
  const off = withGuard(room, {
    ...bounds,
    ...OFF,
  }, now);
  // A room that waited would stay paused for nobody.
  const moved = wasWaiting
    ? move(off.room, {
      how: "resume",
      by,
      needs: "start",
      rate: room.timeline.speed,
    }, now)
    : { room: off.room, effects: [] };
  const told = tell(moved.room, { what: "guard-off", by }, now);
  return {
    room: told.room,
    effects: [...off.effects, ...moved.effects, ...told.effects],
  };
}
