import {
  type Counted,
  countedViewers,
  hasFailed,
  isFilling,
  isLate,
  isLoading,
  isLoadingState,
  slowestOf,
} from "./guard_counted.ts";
import { ask, watchQuestion, YIELDS_WITHIN_MS } from "./guard_question.ts";
import {
  GUARD_REST_MS,
  tellGoOn,
  withExcused,
  withGuard,
} from "./guard_state.ts";
import { move } from "./move.ts";
import type { Guard, Now, Room, Step } from "./state.ts";
import { tell } from "./tell.ts";

/** How long after a change of the timeline a player may be on its way, in ms. */
const SETTLE_MS = 2000;
/** After so many yields to one viewer the room is asked. */
const YIELDS_MAX = 2;
/** How long one is at least not waited for after a wait ran out, in ms: time to catch up. */
const EXCUSED_MS = 30_000;

/** What the guard does as time passes: it ends waits, lets questions lapse, and yields. */
export function watch(room: Room, now: Now): Step {
  if (!room.guard.on) return { room, effects: [] };
  if (room.guard.wait !== null) return watchWait(room, now);
  const asked = watchQuestion(room, now);
  return asked.effects.length > 0 ? asked : watchLate(asked.room, now);
}

function watchWait(room: Room, now: Now): Step {
  const { wait } = room.guard;
  if (wait === null) return { room, effects: [] };
  const { nowMs } = now;
  const awaited = wait.ids.flatMap((id) => room.viewers.get(id) ?? []);
  const missing = awaited.filter((one) => isLoading(one, room, nowMs));
  const failed = awaited.filter((one) => hasFailed(one, room, nowMs));
  const isReady = missing.length === 0 &&
    !awaited.some((one) => isFilling(one, room, nowMs));
  if (!isReady && nowMs < wait.untilMs) return { room, effects: [] };
  const late = [...missing, ...failed].map(({ id }) => id);
  const ended = withGuard(room, {
    wait: null,
    excused: withExcused(room, late, EXCUSED_MS, now),
    restUntilMs: nowMs + GUARD_REST_MS,
  }, now);
  const moved = move(ended.room, {
    how: "resume",
    by: null,
    needs: "start",
    rate: room.timeline.speed,
  }, now);
  const told = tellGoOn(moved.room, "guard-go-on", missing, now);
  const why = tellGoOn(told.room, "guard-failed", failed, now);
  return {
    room: why.room,
    effects: [
      ...ended.effects,
      ...moved.effects,
      ...told.effects,
      ...why.effects,
    ],
  };
}

function watchLate(room: Room, now: Now): Step {
  const { guard, timeline } = room;
  const { nowMs } = now;
  const isQuiet = nowMs >= guard.restUntilMs &&
    nowMs >= timeline.atMs + SETTLE_MS;
  if (timeline.rate === 0 || !isQuiet) return { room, effects: [] };
  const counted = countedViewers(room, nowMs);
  if (counted.length < 2) return { room, effects: [] };
  const behind = counted.filter((one) => isLate(one, room, nowMs));
  const caughtUp = counted.filter((one) => !behind.includes(one));
  const excused = stillExcused(guard, caughtUp, now);
  const late = behind.filter(({ viewer }) => !excused.has(viewer.id));
  const next = { ...room, guard: { ...guard, excused } };
  const slowest = slowestOf(late);
  return slowest === null
    ? { room: next, effects: [] }
    : yieldTo(next, slowest, late, now);
}

// Who was gone on without has missed what they missed: going back for it later would take from all
// what was saved. They count again once they have caught up.
function stillExcused(
  { excused }: Guard,
  caughtUp: readonly Counted[],
  { nowMs }: Now,
): Guard["excused"] {
  if (excused.size === 0) return excused;
  const ids = new Set(caughtUp.map(({ viewer }) => viewer.id));
  return new Map(
    [...excused].filter(([id, untilMs]) => nowMs < untilMs || !ids.has(id)),
  );
}

/** Yields that are remembered: enough for a few to many viewers at once. */
const YIELDS_KEPT_MAX = 64;

function yieldTo(
  room: Room,
  slowest: Counted,
  late: readonly Counted[],
  now: Now,
): Step {
  const { nowMs } = now;
  const recent = room.guard.yields.filter(({ atMs }) =>
    nowMs - atMs < YIELDS_WITHIN_MS
  );
  const times =
    recent.filter(({ viewer }) => viewer === slowest.viewer.id).length;
  if (times >= YIELDS_MAX) return ask(room, slowest.viewer, now);
  const loading = late.filter(({ report }) => isLoadingState(report));
  const yieldedTo = loading.length === 0 ? [slowest] : loading;
  const yields = [
    ...recent,
    ...yieldedTo.map(({ viewer }) => ({ viewer: viewer.id, atMs: nowMs })),
  ].slice(-YIELDS_KEPT_MAX);
  const rested = { yields, restUntilMs: nowMs + GUARD_REST_MS };
  if (loading.length === 0) {
    return correct(room, slowest, rested, now);
  }
  const names = loading.map(({ viewer }) => viewer.name);
  const changed = withGuard(room, {
    ...rested,
    wait: {
      ids: loading.map(({ viewer }) => viewer.id),
      names,
      untilMs: nowMs + room.guard.boundS * 1000,
    },
  }, now);
  const moved = move(changed.room, {
    how: "wait",
    by: null,
    needs: "jump",
    rate: 0,
    onto: { positionS: slowest.positionS, rate: 0, atMs: nowMs },
  }, now);
  const told = tell(moved.room, {
    what: "guard-wait",
    by: null,
    about: names.join(", "),
  }, now);
  return {
    room: told.room,
    effects: [...changed.effects, ...moved.effects, ...told.effects],
  };
}

function correct(
  room: Room,
  slowest: Counted,
  rested: Partial<Guard>,
  now: Now,
): Step {
  const guard = { ...room.guard, ...rested };
  const moved = move({ ...room, guard }, {
    how: "guard",
    by: null,
    needs: "jump",
    rate: room.timeline.speed,
    onto: {
      positionS: slowest.positionS,
      rate: slowest.report.rate,
      atMs: now.nowMs,
    },
  }, now);
  const told = tell(moved.room, {
    what: "guard-yield",
    by: null,
    about: slowest.viewer.name,
    value: slowest.positionS,
  }, now);
  return { room: told.room, effects: [...moved.effects, ...told.effects] };
}
