import type { DatabaseSync } from "node:sqlite";
import { UnfitFileError } from "./store.ts";

/** Names the file as ours in SQLite's header (sqlite.org/pragma.html#pragma_application_id): "17kn". */
const APPLICATION_ID = 0x31376b6e;

/**
 * The steps from an empty file to what this version reads; the number of those done stands in the
 * file as `user_version`. A step is never changed once it was released: a new one is added.
 */
const MIGRATIONS: readonly ((database: DatabaseSync) => void)[] = [
  // 1. A room as one text. Files from before there were numbers have this table already.
  (database) =>
    database.exec(`CREATE TABLE IF NOT EXISTS room (
      id TEXT PRIMARY KEY,
      saved_wall_ms INTEGER NOT NULL,
      data TEXT NOT NULL
    ) STRICT`),
  // 2. Lines and seats apart, so that a message writes itself and not the whole room.
  (database) => {
    database.exec(`
      CREATE TABLE line (
        room TEXT NOT NULL,
        number INTEGER NOT NULL,
        data TEXT NOT NULL,
        PRIMARY KEY (room, number)
      ) STRICT, WITHOUT ROWID;
      CREATE TABLE seat (
        place INTEGER PRIMARY KEY,
        room TEXT NOT NULL,
        id TEXT NOT NULL,
        data TEXT NOT NULL,
        UNIQUE (room, id)
      ) STRICT;
    `);
    splitRooms(database);
  },
  // 3. Whose a room is and who may come in, apart, so that a message does not write it anew.
  (database) =>
    database.exec(`CREATE TABLE access (
      room TEXT PRIMARY KEY,
      data TEXT NOT NULL
    ) STRICT`),
  // 4. Danmaku with their films, which outlive the history; subtitle files of viewers.
  (database) =>
    database.exec(`
      CREATE TABLE danmaku (
        room TEXT NOT NULL,
        number INTEGER NOT NULL,
        film TEXT NOT NULL,
        data TEXT NOT NULL,
        PRIMARY KEY (room, number)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX danmaku_of_film ON danmaku (room, film, number);
      CREATE TABLE subtitle (
        place INTEGER PRIMARY KEY,
        room TEXT NOT NULL,
        id TEXT NOT NULL,
        name TEXT NOT NULL,
        size_bytes INTEGER NOT NULL,
        text TEXT NOT NULL,
        UNIQUE (room, id)
      ) STRICT;
    `),
];

/** The number of the newest step. */
export const STORE_VERSION: number = MIGRATIONS.length;

/**
 * Brings a file to this version, in one piece or not at all.
 *
 * @throws {UnfitFileError} when it is not ours, or of a newer version than this
 */
export function migrate(database: DatabaseSync): void {
  const version = pragma(database, "user_version");
  const application = pragma(database, "application_id");
  const isOurs = application === APPLICATION_ID ||
    (application === 0 && version === 0 && hasOnlyRooms(database));
  if (!isOurs) throw new UnfitFileError("it is another program's database");
  if (version > STORE_VERSION) {
    throw new UnfitFileError(`it is of version ${version}, newer than this`);
  }
  if (version === STORE_VERSION) return;
  database.exec("BEGIN IMMEDIATE");
  try {
    for (const step of MIGRATIONS.slice(version)) step(database);
    database.exec(`
      PRAGMA application_id = ${APPLICATION_ID};
      PRAGMA user_version = ${STORE_VERSION};
      COMMIT;
    `);
  } catch (error) {
    database.exec("ROLLBACK");
    throw error;
  }
}

function pragma(database: DatabaseSync, name: string): number {
  const value = database.prepare(`PRAGMA ${name}`).get()?.[name];
  return typeof value === "number" ? value : -1;
}

function hasOnlyRooms(database: DatabaseSync): boolean {
  const tables = database.prepare("SELECT name, sql FROM sqlite_schema").all();
  return tables.every(({ name }) =>
    name === "room" || name === "sqlite_autoindex_room_1"
  ) && columnsOf(database).every((name) => COLUMNS.includes(name));
}

const COLUMNS = ["id", "saved_wall_ms", "data"];

function columnsOf(database: DatabaseSync): string[] {
  return database.prepare("SELECT name FROM pragma_table_info('room')").all()
    .map(({ name }) => String(name));
}

// A room that cannot be taken apart stays as it is: loading it says what is to be said.
function splitRooms(database: DatabaseSync): void {
  const update = database.prepare("UPDATE room SET data = ? WHERE id = ?");
  const addLine = database.prepare("INSERT INTO line VALUES (?, ?, ?)");
  const addSeat = database.prepare(
    "INSERT INTO seat (room, id, data) VALUES (?, ?, ?)",
  );
  for (const { id, data } of database.prepare("SELECT * FROM room").all()) {
    if (typeof id !== "string" || typeof data !== "string") continue;
    const parts = partsOf(data);
    if (parts === null) continue;
    for (const line of parts.lines) {
      addLine.run(id, line.number, JSON.stringify(line));
    }
    for (const seat of parts.seats) {
      addSeat.run(id, seat.id, JSON.stringify(seat));
    }
    update.run(JSON.stringify(parts.head), id);
  }
}

interface Parts {
  readonly head: object;
  readonly lines: readonly { readonly number: number }[];
  readonly seats: readonly { readonly id: string }[];
}

function partsOf(data: string): Parts | null {
  try {
    const parsed: unknown = JSON.parse(data);
    if (typeof parsed !== "object" || parsed === null) return null;
    if (!("history" in parsed) || !Array.isArray(parsed.history)) return null;
    const { history, seats = [], ...head } = parsed as {
      readonly history: readonly unknown[];
      readonly seats?: unknown;
    };
    if (!history.every(isLine) || !Array.isArray(seats)) return null;
    const numbers = new Set(history.map(({ number }) => number));
    if (numbers.size < history.length || !seats.every(isSeat)) return null;
    const ids = new Set(seats.map(({ id }) => id));
    return ids.size < seats.length ? null : { head, lines: history, seats };
  } catch {
    return null;
  }
}

function isLine(line: unknown): line is { readonly number: number } {
  return typeof line === "object" && line !== null && "number" in line &&
    Number.isSafeInteger(line.number);
}

function isSeat(seat: unknown): seat is { readonly id: string } {
  return typeof seat === "object" && seat !== null && "id" in seat &&
    typeof seat.id === "string";
}
