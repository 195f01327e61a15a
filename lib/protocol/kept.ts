/**
 * The schemas of a room's lasting parts, for whoever writes a room down and reads it back; apart
 * from `mod.ts`, so that a page does not load them for their own sake.
 * @module
 */
export { KEPT_ACCESS } from "./access.ts";
export { DANMAKU, KEPT_DANMAKU } from "./danmaku.ts";
export { GUARD, HISTORY_LINE, SETTINGS, TIMELINE } from "./room_state.ts";
export { SEAT } from "./seat.ts";
