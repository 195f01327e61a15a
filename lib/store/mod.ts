/** Rooms across restarts: the port, in memory, in SQLite. @module */
export { createMemoryStore, MEMORY_ROOMS_MAX } from "./memory_store.ts";
export { createSqliteStore } from "./sqlite_store.ts";
export { ROOM_KEPT_DAYS, type Store } from "./store.ts";
