import { whereIs } from "./position.ts";
import {
  type Counted,
  countedViewers,
  isFilling,
  isLoading,
  isLoadingState,
  slowestOf,
} from "./guard_counted.ts";
import { GUARD_REST_MS, withExcused, withGuard } from "./guard_state.ts";
import { move } from "./move.ts";
import type { Guard, Now, Room, Step, Viewer } from "./state.ts";
import { tell } from "./tell.ts";

/** How long after a change of the timeline a player may be on its way, in ms. */
const SETTLE_MS = 2000;
/** Yields to one viewer are counted over this time, in ms. */
const YIELDS_WITHIN_MS = 120_000;
/** After so many yields to one viewer the room is asked. */
const YIELDS_MAX = 2;
/** How long the room may take to answer, in ms; then it goes on. */
const QUESTION_MS = 20_000;
/** How long one is at least not waited for after a wait ran out, in ms: time to catch up. */
const EXCUSED_MS = 30_000;
/** How long the room goes on without whom nobody answered for, in ms: until the count is over. */
const UNANSWERED_MS = YIELDS_WITHIN_MS;

/** What the guard does as time passes: it ends waits, lets questions lapse, and yields. */
export function watch(room: Room, now: Now): Step {
  if (!room.guard.on) return { room, effects: [] };
  if (room.guard.wait !== null) return watchWait(room, now);
  const { question } = room.guard;
  if (question !== null && !room.viewers.has(question.viewer)) {
    return withGuard(room, { question: null }, now);
  }
  if (question !== null && now.nowMs >= question.untilMs) {
    // Nobody minds: the film goes on, and the same is not asked again soon.
    const changed = withGuard(room, {
      question: null,
      excused: withExcused(room, [question.viewer], UNANSWERED_MS, now),
    }, now);
    const told = tellGoOn(changed.room, [question.name], now);
    return { room: told.room, effects: [...changed.effects, ...told.effects] };
  }
  return watchLate(room, now);
}

function tellGoOn(room: Room, names: readonly string[], now: Now): Step {
  const about = names.join(", ");
  return tell(room, { what: "guard-go-on", by: null, about }, now);
}

function watchWait(room: Room, now: Now): Step {
  const { wait } = room.guard;
  if (wait === null) return { room, effects: [] };
  const { nowMs } = now;
  const awaited = wait.ids.flatMap((id) => room.viewers.get(id) ?? []);
  const missing = awaited.filter((one) => isLoading(one, room, nowMs));
  const isReady = missing.length === 0 &&
    !awaited.some((one) => isFilling(one, room, nowMs));
  if (!isReady && nowMs < wait.untilMs) return { room, effects: [] };
  const late = missing.map(({ id }) => id);
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
  const told = missing.length === 0
    ? { room: moved.room, effects: [] }
    : tellGoOn(moved.room, missing.map(({ name }) => name), now);
  return {
    room: told.room,
    effects: [...ended.effects, ...moved.effects, ...told.effects],
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
  const roomS = whereIs(timeline, nowMs);
  const isLate = ({ positionS }: Counted) => roomS - positionS > guard.bandS;
  const excused = stillExcused(guard, counted, isLate, now);
  const late = counted.filter((one) =>
    isLate(one) && !excused.has(one.viewer.id)
  );
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
  counted: readonly Counted[],
  isLate: (one: Counted) => boolean,
  { nowMs }: Now,
): Guard["excused"] {
  if (excused.size === 0) return excused;
  const caughtUp = new Set(
    counted.filter((one) => !isLate(one)).map(({ viewer }) => viewer.id),
  );
  return new Map(
    [...excused].filter(([id, untilMs]) =>
      nowMs < untilMs || !caughtUp.has(id)
    ),
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

function ask(room: Room, { id, name }: Viewer, now: Now): Step {
  if (room.guard.question !== null) return { room, effects: [] };
  const untilMs = now.nowMs + QUESTION_MS;
  return withGuard(room, {
    question: { viewer: id, name, untilMs },
    // While the room thinks, it goes on; the late one catches up as best they can.
    excused: withExcused(room, [id], QUESTION_MS, now),
  }, now);
}
