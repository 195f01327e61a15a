import type { GuardState } from "@/lib/protocol/mod.ts";
import type { Effect, Guard, Now, Room, Step, Viewer } from "./state.ts";
import { tell } from "./tell.ts";

/** Shortest time between two corrections, in ms: followers need that long to land and settle. */
export const GUARD_REST_MS = 5000;

/** The room with another guard, and the news of it for all. */
export function withGuard(
  room: Room,
  change: Partial<Guard>,
  { nowMs }: Now,
): Step {
  const guard = { ...room.guard, ...change };
  const send: Effect = {
    type: "send",
    to: "all",
    event: { type: "guard", serverMs: nowMs, guard: guardState(guard) },
  };
  return { room: { ...room, guard }, effects: [send] };
}

/** What a guard that is off has of nobody. */
export const OFF = {
  on: false,
  holders: [],
  wait: null,
  question: null,
  yields: [],
  excused: new Map(),
} as const satisfies Partial<Guard>;

/** The guard as everyone sees it. */
export function guardState(guard: Guard): GuardState {
  const { on, holders, bandS, boundS, wait, question } = guard;
  return {
    on,
    holders: [...holders],
    bandS,
    boundS,
    wait: wait === null
      ? null
      : { names: wait.names.slice(0, 16), untilMs: wait.untilMs },
    question: question === null ? null : {
      viewer: question.viewer,
      name: question.name,
      untilMs: question.untilMs,
    },
  };
}

/** Tells all that the room no longer waits for some, where there are any. */
export function tellGoOn(
  room: Room,
  what: "guard-go-on" | "guard-failed",
  viewers: readonly Pick<Viewer, "name">[],
  now: Now,
): Step {
  if (viewers.length === 0) return { room, effects: [] };
  const about = viewers.map(({ name }) => name).join(", ");
  return tell(room, { what, by: null, about }, now);
}

/** A command ends the wait it meets: the room no longer waits for anybody. */
export function endWait(room: Room, now: Now): Step {
  return room.guard.wait === null
    ? { room, effects: [] }
    : withGuard(room, { wait: null }, now);
}

/**
 * Whom the room goes on without, with more of them for a span from now. Who has left is dropped:
 * the list is never longer than the room.
 */
export function withExcused(
  { guard, viewers }: Room,
  ids: readonly string[],
  spanMs: number,
  { nowMs }: Now,
): Guard["excused"] {
  const still = [...guard.excused].filter(([id]) => viewers.has(id));
  return new Map([
    ...still,
    ...ids.map((id): [string, number] => [id, nowMs + spanMs]),
  ]);
}

/** Whom the room goes on without, but for one. */
export function withoutExcuse(
  { excused }: Guard,
  id: string,
): Guard["excused"] {
  return new Map([...excused].filter(([other]) => other !== id));
}
