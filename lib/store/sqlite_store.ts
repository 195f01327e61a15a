import { DatabaseSync } from "node:sqlite";
import * as v from "valibot";
import { KEPT_ACCESS } from "@/lib/protocol/kept.ts";
import { KEPT_ROOM, type KeptRoom } from "@/lib/room/mod.ts";
import { changesSince } from "./changes.ts";
import { type Checkpoints, LOG_PAGES_MAX } from "./checkpoints.ts";
import { danmakuToKeep } from "./kept_danmaku.ts";
import { migrate } from "./migrations.ts";
import { sqliteDanmaku } from "./sqlite_danmaku.ts";
import { sqliteSubtitles } from "./sqlite_subtitles.ts";
import { type Store, STORE_BYTES_MAX, UnfitFileError } from "./store.ts";

/** How long another process, such as the run before, may hold the file, in ms. */
const BUSY_MS = 2000;
/** What SQLite says of a file that it cannot read (sqlite.org/rescode.html: CORRUPT, NOTADB). */
const DAMAGED = /malformed|not a database/;
/**
 * Rooms that are looked at in one go for one to forget: a thousand take a few ms, which commands wait
 * for; all 36,000 of a store that strangers had filled took 91 to 140.
 */
const SCANNED_MAX = 1000;

/**
 * A store in one SQLite file. WAL lets a kill at any moment lose nothing that was written
 * (sqlite.org/wal.html); with `synchronous = NORMAL` only a power cut may take the last writes.
 *
 * @param path the file; made when absent, brought to this version when older
 * @param checkpoints copies the log beside us, and is closed with the store; without it each
 *   thousandth page is written when the whole log is in the file
 * @param bytesMax what its file may hold
 * @throws {UnfitFileError} when the file is damaged, not ours, or of a newer version
 * @throws {Error} when it cannot be opened
 */
export function createSqliteStore(
  path: string,
  checkpoints: Checkpoints | null = null,
  bytesMax: number = STORE_BYTES_MAX,
): Store {
  const database = openDatabase(path, bytesMax);
  const look = watchLog(database, checkpoints);
  const load = database.prepare("SELECT data FROM room WHERE id = ?");
  const loadLines = database.prepare(
    "SELECT data FROM line WHERE room = ? ORDER BY number",
  );
  const loadSeats = database.prepare(
    "SELECT data FROM seat WHERE room = ? ORDER BY place",
  );
  const save = database.prepare(
    `INSERT INTO room (id, saved_wall_ms, data) VALUES (?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET saved_wall_ms = excluded.saved_wall_ms, data = excluded.data`,
  );
  const addLine = database.prepare(
    "INSERT OR REPLACE INTO line VALUES (?, ?, ?)",
  );
  const dropLines = database.prepare(
    "DELETE FROM line WHERE room = ? AND number < ?",
  );
  const putSeat = database.prepare(
    `INSERT INTO seat (room, id, data) VALUES (?, ?, ?)
     ON CONFLICT (room, id) DO UPDATE SET data = excluded.data`,
  );
  const dropSeat = database.prepare(
    "DELETE FROM seat WHERE room = ? AND id = ?",
  );
  const loadAccess = database.prepare(
    "SELECT data FROM access WHERE room = ?",
  );
  const putAccess = database.prepare(
    "INSERT OR REPLACE INTO access VALUES (?, ?)",
  );
  const clear = ["line", "seat", "access"].map((table) =>
    database.prepare(`DELETE FROM ${table} WHERE room = ?`)
  );
  const danmaku = sqliteDanmaku(database);
  const aside = [
    ["room", "id"],
    ["line", "room"],
    ["seat", "room"],
    ["access", "room"],
    ["danmaku", "room"],
    ["subtitle", "room"],
  ].map(([table, column]) =>
    database.prepare(
      `UPDATE OR REPLACE ${table} SET ${column} = ? WHERE ${column} = ?`,
    )
  );
  const forget = [
    ...["line", "seat", "access", "danmaku", "subtitle"].map((table) =>
      `DELETE FROM ${table} WHERE room IN (SELECT id FROM room WHERE saved_wall_ms < ?)`
    ),
    "DELETE FROM room WHERE saved_wall_ms < ?",
  ].map((sql) => database.prepare(sql));

  const newest = database.prepare(
    `SELECT rowid AS place, id, saved_wall_ms AS savedMs FROM room
     WHERE rowid < ? ORDER BY rowid DESC LIMIT ${SCANNED_MAX}`,
  );
  /** Above this none is to be forgotten, as far as was looked. */
  let belowPlace = Number.MAX_SAFE_INTEGER;
  const forgetOne = [
    ...["line", "seat", "access", "danmaku", "subtitle"].map((table) =>
      `DELETE FROM ${table} WHERE room = ?`
    ),
    "DELETE FROM room WHERE id = ?",
  ].map((sql) => database.prepare(sql));
  const size = database.prepare(
    `SELECT (page_count - freelist_count) * page_size AS bytes
     FROM pragma_page_count, pragma_freelist_count, pragma_page_size`,
  );

  const inOneGo = (write: () => void): void => {
    database.exec("BEGIN IMMEDIATE");
    try {
      write();
      database.exec("COMMIT");
    } catch (error) {
      // A full disk may have ended the transaction by itself.
      if (database.isTransaction) database.exec("ROLLBACK");
      throw error;
    }
    look();
  };
  const shelf = sqliteSubtitles(database);

  return {
    keeps: "disk",
    load: (id) => {
      const row = load.get(id);
      if (row === undefined) return null;
      const room = readRoom(row, {
        lines: loadLines.all(id),
        seats: loadSeats.all(id),
        access: loadAccess.get(id),
      });
      // The next save would write over what another version may still read.
      if (room === null) {
        const name = `unreadable ${crypto.randomUUID()} ${id}`;
        inOneGo(() => aside.forEach((step) => step.run(name, id)));
        danmaku.renew();
      }
      return room;
    },
    access: (id) => readAccess(loadAccess.get(id)),
    save: (room, since = null) => {
      const changes = changesSince(since, room);
      const { id } = room;
      inOneGo(() => {
        if (since === null) clear.forEach((step) => step.run(id));
        save.run(
          id,
          Math.round(room.savedWallMs),
          JSON.stringify(changes.head),
        );
        if (changes.access !== null) {
          putAccess.run(id, JSON.stringify(changes.access));
        }
        for (const line of changes.lines) {
          addLine.run(id, line.number, JSON.stringify(line));
        }
        danmaku.add(id, danmakuToKeep(room, changes.lines));
        if (changes.lines.length > 0) dropLines.run(id, changes.firstNumber);
        for (const seat of changes.seats) {
          putSeat.run(id, seat.id, JSON.stringify(seat));
        }
        for (const gone of changes.gone) dropSeat.run(id, gone);
      });
    },
    danmaku: danmaku.list,
    subtitles: {
      ...shelf,
      add: (room, file) => {
        shelf.add(room, file);
        look();
      },
    },
    forgetBefore: (wallMs) => {
      inOneGo(() => forget.forEach((step) => step.run(Math.round(wallMs))));
      danmaku.renew();
    },
    usedBytes: () => database.isOpen ? Number(size.get()?.bytes ?? 0) : 0,
    forgetNewest: (wallMs, isInUse) => {
      const seen = newest.all(belowPlace);
      const found = seen.find(({ id, savedMs }) =>
        Number(savedMs) < wallMs && !isInUse(String(id))
      );
      const last = found ?? (seen.length < SCANNED_MAX ? null : seen.at(-1));
      belowPlace = Number(last?.place ?? Number.MAX_SAFE_INTEGER);
      if (found === undefined) return false;
      inOneGo(() => forgetOne.forEach((step) => step.run(String(found.id))));
      danmaku.renew();
      return true;
    },
    close: () => {
      checkpoints?.close();
      if (!database.isOpen) return;
      // Who closes last copies the log, and a thread that is ending may be later than we are.
      if (checkpoints !== null) copyAll(database);
      database.close();
    },
  };
}

/** Has the log looked at after each write: by the thread, and by SQLite where that does nothing. */
function watchLog(
  database: DatabaseSync,
  checkpoints: Checkpoints | null,
): () => void {
  if (checkpoints === null) return () => {};
  database.exec(`PRAGMA wal_autocheckpoint = ${LOG_PAGES_MAX}`);
  // Tells how much there is, and copies nothing: a microsecond.
  const measure = database.prepare("PRAGMA wal_checkpoint(NOOP)");
  return () => {
    const { log, checkpointed } = measure.get() ?? {};
    checkpoints.look({ pages: Number(log), copied: Number(checkpointed) });
  };
}

function copyAll(database: DatabaseSync): void {
  try {
    database.exec("PRAGMA wal_checkpoint(TRUNCATE)");
  } catch {
    // A full disk, or a reader: the next start reads the log.
  }
}

function openDatabase(path: string, bytesMax: number): DatabaseSync {
  const database = new DatabaseSync(path);
  try {
    database.exec(`PRAGMA busy_timeout = ${BUSY_MS}`);
    const [check] = database.prepare("PRAGMA quick_check(1)").all();
    if (check?.quick_check !== "ok") throw new UnfitFileError("it is damaged");
    migrate(database);
    database.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;");
    // Of a file that is larger already none is taken: SQLite bounds it where it is.
    const { page_size } = database.prepare("PRAGMA page_size").get() ?? {};
    const pagesMax = Math.floor(bytesMax / Number(page_size));
    database.exec(`PRAGMA max_page_count = ${pagesMax}`);
    return database;
  } catch (error) {
    database.close();
    if (error instanceof Error && DAMAGED.test(error.message)) {
      throw new UnfitFileError("it is damaged or no database", {
        cause: error,
      });
    }
    throw error;
  }
}

type Row = Readonly<Record<string, unknown>>;
type Rows = readonly Row[];

// A row that a newer version wrote, or a hand, may not fit: such a room starts anew.
function readRoom(
  { data }: Row,
  { lines, seats, access }: {
    readonly lines: Rows;
    readonly seats: Rows;
    /** Rooms that nobody claimed before there were owners have none. */
    readonly access: Row | undefined;
  },
): KeptRoom | null {
  try {
    const head = textOf(data);
    const all = (rows: Rows) => rows.map((row) => textOf(row.data)).join(",");
    const whole = `{"head":${head},"history":[${all(lines)}],"seats":[${
      all(seats)
    }]${access === undefined ? "" : `,"access":${textOf(access.data)}`}}`;
    const { head: rest, ...parts } = JSON.parse(whole);
    // A room that could not be taken apart when the file was brought to this version.
    if ("history" in rest) return null;
    const parsed = v.safeParse(KEPT_ROOM, { ...rest, ...parts });
    return parsed.success ? parsed.output : null;
  } catch {
    return null;
  }
}

function readAccess(row: Row | undefined): KeptRoom["access"] | null {
  if (row === undefined) return null;
  try {
    const parsed = v.safeParse(KEPT_ACCESS, JSON.parse(textOf(row.data)));
    return parsed.success ? parsed.output : null;
  } catch {
    return null;
  }
}

function textOf(data: unknown): string {
  if (typeof data !== "string") throw new TypeError("Cannot read a row");
  return data;
}
