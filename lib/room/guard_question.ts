import {
  countedViewers,
  isFilling,
  isLate,
  isLoadingState,
} from "./guard_counted.ts";
import {
  tellGoOn,
  withExcused,
  withGuard,
  withoutExcuse,
} from "./guard_state.ts";
import type { Now, Room, Step, Viewer } from "./state.ts";

/** Yields to one viewer are counted over this time, in ms. */
export const YIELDS_WITHIN_MS = 120_000;
/** How long the room may take to answer, in ms. */
const QUESTION_MS = 20_000;
/** How long the room goes on without whom nobody answered for, in ms: until the count is over. */
const UNANSWERED_MS = YIELDS_WITHIN_MS;
/** How long there is no reason for a question before it is taken back, in ms: who stutters is level now and then. */
const IDLE_MS = 3000;

/** Asks the room whether to wait for somebody once more; one question at a time. */
export function ask(room: Room, { id, name }: Viewer, now: Now): Step {
  if (room.guard.question !== null) return { room, effects: [] };
  const untilMs = now.nowMs + QUESTION_MS;
  return withGuard(room, {
    question: { viewer: id, name, untilMs, idleSinceMs: null },
    // While the room thinks, it goes on; the late one catches up as best they can.
    excused: withExcused(room, [id], QUESTION_MS, now),
  }, now);
}

/** Takes a question back whose reason is gone, and lets one lapse that nobody answers. */
export function watchQuestion(room: Room, now: Now): Step {
  const { question } = room.guard;
  if (question === null) return { room, effects: [] };
  const viewer = room.viewers.get(question.viewer);
  if (viewer === undefined) return withGuard(room, { question: null }, now);
  const { nowMs } = now;
  const isOver = nowMs >= question.untilMs;
  const idleSinceMs = isAwaited(viewer, room, nowMs)
    ? null
    : question.idleSinceMs ?? nowMs;
  if (idleSinceMs !== null && (isOver || nowMs - idleSinceMs >= IDLE_MS)) {
    return withGuard(room, {
      question: null,
      excused: withoutExcuse(room.guard, viewer.id),
    }, now);
  }
  if (!isOver) {
    const guard = { ...room.guard, question: { ...question, idleSinceMs } };
    return { room: { ...room, guard }, effects: [] };
  }
  // Nobody minds: the film goes on, and the same is not asked again soon.
  const changed = withGuard(room, {
    question: null,
    excused: withExcused(room, [viewer.id], UNANSWERED_MS, now),
  }, now);
  const told = tellGoOn(changed.room, "guard-go-on", [question], now);
  return { room: told.room, effects: [...changed.effects, ...told.effects] };
}

/** Whether somebody keeps from the room what a wait could give them: they load, are late or lack film. */
function isAwaited(viewer: Viewer, room: Room, nowMs: number): boolean {
  const pausedToo = room.timeline.rate === 0;
  const counted = countedViewers(room, nowMs, { pausedToo })
    .find((one) => one.viewer.id === viewer.id);
  return counted !== undefined &&
    (isLoadingState(counted.report) || isLate(counted, room, nowMs) ||
      isFilling(viewer, room, nowMs));
}
