/** The links of all rooms: decode, ask the rules, perform their effects, limit. @module */
export { Hub } from "./hub.ts";
export type { Door, Knocking, Refused, Tried } from "./door.ts";
export { personOf } from "./digest.ts";
export { isKnownIn } from "@/lib/room/mod.ts";
export { createPasswords, type Passwords } from "./passwords.ts";
export type { HubParts } from "./parts.ts";
export type {
  HearTimings,
  HubClock,
  LinkEnd,
  LinkPort,
  Visitor,
} from "./ports.ts";
export {
  CLOSE_HEADER,
  LINK_HEADER,
  POLL_BODY_BYTES_MAX,
  Polls,
} from "./poll.ts";
export {
  ADDRESS_LIMITS,
  type AddressLimits,
  LINKS_MAX,
  saidMax,
} from "./address_count.ts";
export { BUFFERED_BYTES_MAX } from "./link.ts";
export { UNSENT_BYTES_MAX } from "./unsent.ts";
export { BUSY_FOR_MS, MEMORY_GROWS_BYTES } from "./memory_watch.ts";
export { SILENT_MS } from "./links.ts";
export { IDLE_TEXT_UNITS_MAX } from "./idle_rooms.ts";
export {
  type RoomForAdmin,
  roomForAdmin,
  type RoomInShort,
  roomInShort,
} from "./room_list.ts";
export { roomFacts } from "./room_facts.ts";
export { openSocket } from "./socket.ts";
export type { Upload, Uploaded, UploadFault, Uploads } from "./uploads.ts";
export type { Traffic } from "./traffic.ts";
export { PROMISED_MAX } from "./promised_ids.ts";
