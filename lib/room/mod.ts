/** The rules of a room: room + command -> room + effects. Pure. @module */
export {
  accessState,
  type Admission,
  admission,
  type Caller,
  isKnownIn,
  isMember,
  NO_ACCESS,
  roleOf,
  shownBans,
} from "./access.ts";
export { letIn, release, unban } from "./govern.ts";
export { mayDo, type Need, NEEDS, objection, viewerHas } from "./rights.ts";
export { excuseSleep } from "./excuse_sleep.ts";
export { createRoom } from "./create_room.ts";
export { filmKey } from "./film_key.ts";
export { guardState } from "./guard_state.ts";
export {
  AWAY_MAX_MS,
  KEPT_ROOM,
  type KeptRoom,
  keptRoom,
  restoreRoom,
} from "./keep.ts";
export {
  reduce,
  refusal,
  type RoomCommand,
  type RoomCommandType,
} from "./reduce.ts";
export type { Seat } from "./seats.ts";
export { rowsFor, rowsInShort, rowsOf } from "./rows.ts";
export type { Effect, Now, Report, Room, Step, Viewer } from "./state.ts";
export { tick } from "./tick.ts";
export {
  hasPlace,
  holderOf,
  join,
  lose,
  type Newcomer,
  ownerOf,
  pastOf,
  resume,
  setReachable,
} from "./viewers.ts";
