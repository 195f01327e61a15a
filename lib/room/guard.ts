import type { CommandOf } from "@/lib/protocol/mod.ts";
import { lineAt, positionAt, scheduledPositionAt } from "@/lib/time/mod.ts";
import { withGuard } from "./guard_wait.ts";
import { freshReport } from "./lead.ts";
import { move } from "./move.ts";
import type { Guard, Now, Report, Room, Step, Viewer } from "./state.ts";
import { tell } from "./tell.ts";

/** Shortest time between two corrections, in ms: followers need that long to land and settle. */
export const GUARD_REST_MS = 5000;
/** How long after a change of the timeline a player may be on its way, in ms. */
const SETTLE_MS = 2000;
/** Yields to one viewer are counted over this time, in ms. */
const YIELDS_WITHIN_MS = 120_000;
/** After so many yields to one viewer the room is asked. */
const YIELDS_MAX = 2;
/** How long the room may take to answer, in ms; then all stays as it was. */
const QUESTION_MS = 20_000;
/** How long one is not waited for after a wait ran out, in ms: time to catch up. */
const EXCUSED_MS = 30_000;
/** How long the room goes on without whom it chose to go on without, in ms. */
const SKIPPED_MS = 600_000;
/** Names of holders that are kept: one guard needs no more. */
const HOLDERS_MAX = 16;

/** A viewer whom the guard counts, and where they are now. */
interface Counted {
  readonly viewer: Viewer;
  readonly report: Report;
  readonly positionS: number;
}

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
      : withGuard(room, bounds, now);
  }
  const holders = guard.holders.includes(by)
    ? guard.holders
    : [...guard.holders, by].slice(-HOLDERS_MAX);
  const held = withGuard(room, { ...bounds, on: true, holders }, now);
  if (guard.on) return held;
  const moved = gather(held.room, by, now);
  const told = tell(moved.room, { what: "guard-on", by }, now);
  return {
    room: told.room,
    effects: [...held.effects, ...moved.effects, ...told.effects],
  };
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
  const forgiven = guard.yields.filter(({ viewer }) =>
    viewer !== choice.viewer
  );
  const change: Partial<Guard> = choice.wait
    ? { question: null, yields: forgiven }
    : {
      question: null,
      yields: forgiven,
      excused: new Map(guard.excused).set(
        choice.viewer,
        now.nowMs + SKIPPED_MS,
      ),
    };
  const changed = withGuard(room, change, now);
  if (choice.wait) return changed;
  const told = tell(changed.room, {
    what: "guard-skip",
    by,
    about: guard.question.name,
  }, now);
  return { room: told.room, effects: [...changed.effects, ...told.effects] };
}

/** What the guard does as time passes: it ends waits, lets questions lapse, and yields. */
export function watch(room: Room, now: Now): Step {
  if (!room.guard.on) return { room, effects: [] };
  if (room.guard.wait !== null) return watchWait(room, now);
  const { question } = room.guard;
  if (question !== null && now.nowMs >= question.untilMs) {
    const yields = room.guard.yields.filter(({ viewer }) =>
      viewer !== question.viewer
    );
    return withGuard(room, { question: null, yields }, now);
  }
  return watchLate(room, now);
}

function watchWait(room: Room, now: Now): Step {
  const { wait, excused } = room.guard;
  if (wait === null) return { room, effects: [] };
  const missing = wait.ids.map((id) => room.viewers.get(id)).filter((viewer) =>
    viewer !== undefined && isLoading(viewer, room, now.nowMs)
  );
  const isOver = now.nowMs >= wait.untilMs;
  if (missing.length > 0 && !isOver) return { room, effects: [] };
  const late = new Map(excused);
  for (const viewer of missing) {
    if (viewer !== undefined) late.set(viewer.id, now.nowMs + EXCUSED_MS);
  }
  const ended = withGuard(room, {
    wait: null,
    excused: late,
    restUntilMs: now.nowMs + GUARD_REST_MS,
  }, now);
  const moved = move(ended.room, {
    how: "resume",
    by: null,
    needs: "start",
    rate: room.timeline.speed,
  }, now);
  const told = missing.length === 0
    ? { room: moved.room, effects: [] }
    : tell(moved.room, {
      what: "guard-go-on",
      by: null,
      about: wait.names.join(", "),
    }, now);
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
  const roomS = scheduledPositionAt(timeline, nowMs, timeline.durationS);
  const late = counted.filter(({ viewer, positionS }) =>
    roomS - positionS > guard.bandS &&
    (guard.excused.get(viewer.id) ?? -Infinity) <= nowMs
  );
  const slowest = slowestOf(late);
  return slowest === null
    ? { room, effects: [] }
    : yieldTo(room, slowest, late, now);
}

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
  const yields = [...recent, { viewer: slowest.viewer.id, atMs: nowMs }].slice(
    -64,
  );
  const loading = late.filter(({ report }) => isLoadingState(report));
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
    excused: new Map(room.guard.excused).set(id, untilMs),
  }, now);
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
  }, { ...now });
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
    on: false,
    holders: [],
    wait: null,
    question: null,
    yields: [],
    excused: new Map(),
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

/**
 * Counted is who reports, plays the room's film and is not kept from playing: a paused, blocked,
 * silent or vanished viewer, or one on another film, never holds a room.
 */
function countedViewers(
  room: Room,
  nowMs: number,
  { pausedToo } = { pausedToo: false },
): Counted[] {
  const counted: Counted[] = [];
  for (const viewer of room.viewers.values()) {
    const report = freshReport(viewer, nowMs);
    if (report === null || report.sourceId !== room.timeline.sourceId) continue;
    const plays = report.state === "playing" || isLoadingState(report) ||
      (pausedToo && report.state === "paused");
    if (!plays) continue;
    counted.push({
      viewer,
      report,
      positionS: Math.max(0, positionAt(report, nowMs)),
    });
  }
  return counted;
}

function slowestOf(counted: readonly Counted[]): Counted | null {
  let slowest: Counted | null = null;
  for (const one of counted) {
    if (slowest === null || one.positionS < slowest.positionS) slowest = one;
  }
  return slowest;
}

function isLoading(viewer: Viewer, room: Room, nowMs: number): boolean {
  const report = freshReport(viewer, nowMs);
  return report !== null && report.sourceId === room.timeline.sourceId &&
    isLoadingState(report);
}

function isLoadingState({ state }: Report): boolean {
  return state === "waiting" || state === "loading";
}
