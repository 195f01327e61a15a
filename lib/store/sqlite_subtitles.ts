import type { DatabaseSync } from "node:sqlite";
import { SUBTITLES_BYTES_MAX } from "@/lib/protocol/mod.ts";
import { sizeOf, type SubtitleShelf } from "./subtitle_shelf.ts";

/** The subtitle files in an open database; each change is one transaction. */
export function sqliteSubtitles(database: DatabaseSync): SubtitleShelf {
  const add = database.prepare(
    `INSERT OR REPLACE INTO subtitle (room, id, name, size_bytes, text)
     VALUES (?, ?, ?, ?, ?)`,
  );
  const find = database.prepare(
    "SELECT name, text FROM subtitle WHERE room = ? AND id = ?",
  );
  const list = database.prepare(
    "SELECT id, name, size_bytes FROM subtitle WHERE room = ? ORDER BY place",
  );
  const drop = database.prepare(
    "DELETE FROM subtitle WHERE room = ? AND id = ?",
  );
  const total = database.prepare(
    "SELECT coalesce(sum(size_bytes), 0) AS bytes FROM subtitle",
  );
  const newest = database.prepare(
    "SELECT room, id FROM subtitle ORDER BY place DESC",
  );
  return {
    add: (room, { id, name, text }) => {
      add.run(room, id, name, sizeOf(text), text);
    },
    find: (room, id) => {
      const row = find.get(room, id);
      return row === undefined
        ? null
        : { id, name: String(row.name), text: String(row.text) };
    },
    list: (room) =>
      list.all(room).map(({ id, name, size_bytes }) => ({
        id: String(id),
        name: String(name),
        sizeBytes: Number(size_bytes),
      })),
    drop: (room, id) => {
      drop.run(room, id);
    },
    totalBytes: () => Number(total.get()?.bytes ?? 0),
    bytesMax: SUBTITLES_BYTES_MAX,
    dropNewest: (isInUse) => {
      const found = newest.iterate().find(({ room }) => !isInUse(String(room)));
      if (found === undefined) return false;
      drop.run(String(found.room), String(found.id));
      return true;
    },
  };
}
