/** What client and server say to each other: the tables, their schemas, codec and limits. @module */
export type {
  AccessState,
  Ban,
  KeptAccess,
  Least,
  Right,
  Rights,
  Role,
} from "./access.ts";
export { cleanPassword } from "./access.ts";
export {
  type Command,
  type CommandOf,
  COMMANDS,
  type CommandType,
} from "./commands.ts";
export {
  decodeCommand,
  type Decoded,
  decodeEvent,
  encodeCommand,
  encodeEvent,
} from "./codec.ts";
export type { Danmaku, KeptDanmaku } from "./danmaku.ts";
export {
  type ErrorCode,
  type EventOf,
  EVENTS,
  type EventType,
  type RoomEvent,
} from "./events.ts";
export { hasRight, RANKS } from "./has_right.ts";
export { FIRST_ACCESS, OPEN_RIGHTS } from "./first_access.ts";
export { FIRST_GUARD, FIRST_SETTINGS } from "./first_settings.ts";
export { makesFollow } from "./following.ts";
export { isFilmUrl, isSession } from "./fields.ts";
export * from "./limits.ts";
export type {
  Colour,
  Crowd,
  Device,
  GuardState,
  HistoryLine,
  How,
  MessageKind,
  Place,
  PlayState,
  Row,
  Settings,
  Timeline,
  What,
} from "./room_state.ts";
export { COLOUR, MESSAGE_KIND, PLACE, WHAT } from "./room_state.ts";
export type { Fingerprint, Source } from "./source.ts";
export {
  type Stall,
  STALL_CAUSE,
  type StallCause,
  type Trouble,
} from "./stall.ts";
export { SUBTITLE_SOURCE } from "./subtitle.ts";
export type { RoomSubtitle, SubtitleSource } from "./subtitle.ts";
export {
  cleanMessage,
  cleanName,
  cleanRoom,
  cleanTitle,
  countGraphemes,
} from "./text.ts";
export { PROTOCOL_VERSION } from "./version.ts";
