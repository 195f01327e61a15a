import { DatabaseSync } from "node:sqlite";
import * as v from "valibot";
import { KEPT_ROOM, type KeptRoom } from "@/lib/room/mod.ts";
import type { Store } from "./store.ts";

/**
 * A store in one SQLite file. WAL lets a kill at any moment lose nothing that was written
 * (sqlite.org/wal.html); with `synchronous = NORMAL` only a power cut may take the last writes.
 *
 * @param path the file; made when absent
 * @throws {Error} when the file cannot be opened or is no database of ours
 */
export function createSqliteStore(path: string): Store {
  const database = new DatabaseSync(path);
  database.exec(`
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = NORMAL;
    CREATE TABLE IF NOT EXISTS room (
      id TEXT PRIMARY KEY,
      saved_wall_ms INTEGER NOT NULL,
      data TEXT NOT NULL
    ) STRICT;
  `);
  const load = database.prepare("SELECT data FROM room WHERE id = ?");
  const save = database.prepare(
    `INSERT INTO room (id, saved_wall_ms, data) VALUES (?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET saved_wall_ms = excluded.saved_wall_ms, data = excluded.data`,
  );
  const aside = database.prepare(
    "UPDATE OR REPLACE room SET id = 'unreadable ' || saved_wall_ms || ' ' || id WHERE id = ?",
  );
  const forget = database.prepare("DELETE FROM room WHERE saved_wall_ms < ?");
  return {
    load: (id) => {
      const row = load.get(id);
      const room = readRoom(row);
      // The next save would write over what another version may still read.
      if (row !== undefined && room === null) aside.run(id);
      return room;
    },
    save: (room) => {
      save.run(room.id, Math.round(room.savedWallMs), JSON.stringify(room));
    },
    forgetBefore: (wallMs) => {
      forget.run(Math.round(wallMs));
    },
    close: () => database.close(),
  };
}

// A row that an older version wrote, or a hand, may not fit any more: such a room starts anew.
function readRoom(row: Record<string, unknown> | undefined): KeptRoom | null {
  if (typeof row?.data !== "string") return null;
  try {
    const parsed = v.safeParse(KEPT_ROOM, JSON.parse(row.data));
    return parsed.success ? parsed.output : null;
  } catch {
    return null;
  }
}
