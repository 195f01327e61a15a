/** How a player follows: what to do with the element, from the room's line and its own word. @module */
export {
  type AbsenceMemory,
  NO_ABSENCE,
  type Presence,
  watchAbsence,
} from "./absence.ts";
export type { Action, SeekReason } from "./action.ts";
export { step } from "./follow.ts";
export { type Gap, gapBetween, type Seen } from "./gap.ts";
export {
  expectSeeks,
  type Learnt,
  SEEK_MAX,
  type Spread,
  UNLEARNT,
} from "./learnt.ts";
export { begin, type FollowMemory } from "./memory.ts";
export {
  isBuffered,
  isReady,
  isShown,
  PICTURE,
  type Reading,
  READY,
} from "./reading.ts";
export type { Course, Situation, Step } from "./situation.ts";
export {
  NO_STALL,
  type Sight,
  STALL_MS,
  type StallMemory,
  watch,
} from "./stall.ts";
