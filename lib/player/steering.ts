import {
  begin,
  type Course,
  expectSeeks,
  type FollowMemory,
  type Learnt,
  type Reading,
  step,
} from "@/lib/sync/mod.ts";
import { scheduledPositionAt } from "@/lib/time/mod.ts";
import type { Hand } from "./hand.ts";
import type { PilotParts } from "./port.ts";
import type { SyncLog } from "./sync_log.ts";

/** What steering needs. */
export interface SteeringParts {
  readonly hand: Hand;
  readonly log: SyncLog;
  readonly learnt: Learnt;
  /** The room's line where it is to be followed now; null where the player is free. */
  room(): Course | null;
  readonly clock: Pick<PilotParts, "toServerMs" | "roundTripMs">;
}

/** Keeps the element on a line, while there is one. */
export interface Steering {
  /** Looks, decides and acts. Returns in how many ms to do so again. */
  step(reading: Reading, localMs: number): number;
  /** Forgets what it was about; what it learnt stays. */
  restart(): void;
  /** Leaves the element alone for a while: somebody else moved it, and the room may follow suit. */
  hush(untilLocalMs: number): void;
  /** Goes onto a line once, then lets go. */
  jump(line: Omit<Course, "revision" | "durationS">): void;
  /** The line that steers now; null where none does. */
  course(): Course | null;
  /**
   * Where the film is to be now, in s, so that what feeds the element need not fetch the beginning
   * first; 0 where nothing steers, and in a film without a known end, which may be live.
   */
  dueS(localMs: number): number;
  /** How far the element is off, in s; null while that is not known. */
  errorS(): number | null;
  learnt(): Learnt;
}

/** A jump is over once the picture is so near to its line, in s, which is less than one of its pictures. */
const NEAR_S = 0.02;
/** Or after so long on it, in ms: it was one jump that was asked for, not to be led. */
const NEARING_MS = 3000;

/** Between two looks while nothing steers, in ms. */
const REST_MS = 250;

/** Steering that has done nothing yet. */
export function createSteering(parts: SteeringParts): Steering {
  const { hand, log, clock } = parts;
  let memory = begin(parts.learnt);
  let jumping: Course | null = null;
  let jumps = 0;
  let landedMs: number | null = null;
  let hushedUntilMs = -Infinity;
  const restart = () => {
    landedMs = null;
    memory = { ...begin(memory.learnt), isFirst: memory.isFirst };
    jumping = null;
    hushedUntilMs = -Infinity;
    // A bend ends with what began it: on a player that is let go nothing else would.
    hand.setSpeed(hand.speed());
  };
  const course = () => parts.room() ?? jumping;
  return {
    step(reading, localMs) {
      const line = course();
      const serverMs = clock.toServerMs(localMs);
      if (line === null || serverMs === null || localMs < hushedUntilMs) {
        return REST_MS;
      }
      const roundTripMs = clock.roundTripMs();
      if (roundTripMs !== null) {
        const learnt = expectSeeks(memory.learnt, roundTripMs);
        memory = { ...memory, learnt };
      }
      const situation = { course: line, reading, serverMs, localMs };
      const next = step(situation, memory);
      memory = next.memory;
      for (const action of next.actions) {
        log.add(action, memory.errorS, localMs);
        hand.apply(action);
      }
      if (line === jumping && isLanded(memory)) {
        landedMs ??= localMs;
        const { phase, errorS } = memory;
        const isNear = errorS !== null && Math.abs(errorS) <= NEAR_S;
        const isOver = localMs - landedMs > NEARING_MS;
        if (phase.is === "hold" || isNear || isOver) restart();
      }
      return next.wakeInMs;
    },
    restart,
    hush(untilLocalMs) {
      hushedUntilMs = untilLocalMs;
    },
    jump(line) {
      restart();
      // Rooms count upwards from 0, so no jump is ever taken for a revision of theirs.
      jumping = { ...line, revision: -(++jumps), durationS: null };
    },
    course,
    dueS(localMs) {
      const line = course();
      const serverMs = clock.toServerMs(localMs);
      const durationS = line?.durationS ?? null;
      if (line === null || serverMs === null || durationS === null) return 0;
      return scheduledPositionAt(line, serverMs, durationS);
    },
    errorS: () => course() === null ? null : memory.errorS,
    learnt: () => memory.learnt,
  };
}

/** Whether a jump is over: the picture stands on the line, or moves on it. */
function isLanded({ phase }: FollowMemory): boolean {
  return phase.is === "hold"
    ? phase.soughtMs !== null
    : phase.is === "run" && phase.stillAtS === null && !phase.isDry;
}
