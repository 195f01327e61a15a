/** Rooms across restarts: the port, in memory, in SQLite. @module */
export {
  createMemoryStore,
  MEMORY_ROOMS_MAX,
  MEMORY_UNITS_MAX,
} from "./memory_store.ts";
export { MEMORY_SUBTITLES_BYTES_MAX } from "./memory_subtitles.ts";
export { createCheckpoints, LOG_PAGES_MAX } from "./checkpoints.ts";
export { createSqliteStore } from "./sqlite_store.ts";
export { STORE_VERSION } from "./migrations.ts";
export {
  type ShelvedName,
  type ShelvedSubtitle,
  sizeOf,
  type SubtitleShelf,
} from "./subtitle_shelf.ts";
export {
  ROOM_KEPT_DAYS,
  type Store,
  STORE_BYTES_MAX,
  UnfitFileError,
} from "./store.ts";
