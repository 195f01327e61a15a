/** The browser's end of a room: the session, what is watched, and what a viewer can do. @module */
export { browserPorts, TOKEN_PREFIX, tokenKey } from "./browser_ports.ts";
export type { EarlySocket } from "./early_socket.ts";
export { createSession } from "./create_session.ts";
export { countOnline, createRoomSignals } from "./room_signals.ts";
export {
  createHands,
  type GuardBounds,
  type Hands,
  type LocalAct,
  type LocalPlayer,
  type Saying,
} from "./hands.ts";
export type { SessionPorts, SocketEvents, SocketPort } from "./ports.ts";
export type {
  ClockFacts,
  LinkState,
  Outcome,
  PlayerReport,
  Session,
  Wish,
} from "./session.ts";
export {
  chooseRoad,
  type FilmRoad,
  type FilmShape,
  hasTables,
  isBetterCut,
  isShortLine,
  SHORT_LINES,
} from "./film_road.ts";
export { isForAll } from "./is_for_room.ts";
export { takesParts } from "./takes_parts.ts";
export {
  type Choice,
  createWatching,
  type FilePorts,
  type Film,
  type Loader,
  mediaUrl,
  type Watching,
} from "./watching.ts";
