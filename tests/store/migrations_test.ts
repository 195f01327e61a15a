import assert from "node:assert/strict";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { createSqliteStore, STORE_VERSION } from "@/lib/store/mod.ts";
import { roomAt } from "./contract.ts";

/** Files as earlier versions wrote them; each is added when its version is no longer the newest. */
const WRITTEN: readonly [version: string, sql: readonly string[]][] = [
  ["before numbers", [
    `CREATE TABLE room (
      id TEXT PRIMARY KEY, saved_wall_ms INTEGER NOT NULL, data TEXT NOT NULL
    ) STRICT`,
  ]],
  ["1", [
    `CREATE TABLE room (
      id TEXT PRIMARY KEY, saved_wall_ms INTEGER NOT NULL, data TEXT NOT NULL
    ) STRICT`,
    "PRAGMA user_version = 1",
    `PRAGMA application_id = ${0x31376b6e}`,
  ]],
  ["2", [
    `CREATE TABLE room (
      id TEXT PRIMARY KEY, saved_wall_ms INTEGER NOT NULL, data TEXT NOT NULL
    ) STRICT`,
    `CREATE TABLE line (
      room TEXT NOT NULL, number INTEGER NOT NULL, data TEXT NOT NULL,
      PRIMARY KEY (room, number)
    ) STRICT, WITHOUT ROWID`,
    `CREATE TABLE seat (
      place INTEGER PRIMARY KEY, room TEXT NOT NULL, id TEXT NOT NULL,
      data TEXT NOT NULL, UNIQUE (room, id)
    ) STRICT`,
    "PRAGMA user_version = 2",
    `PRAGMA application_id = ${0x31376b6e}`,
  ]],
  ["3", [
    `CREATE TABLE room (
      id TEXT PRIMARY KEY, saved_wall_ms INTEGER NOT NULL, data TEXT NOT NULL
    ) STRICT`,
    `CREATE TABLE line (
      room TEXT NOT NULL, number INTEGER NOT NULL, data TEXT NOT NULL,
      PRIMARY KEY (room, number)
    ) STRICT, WITHOUT ROWID`,
    `CREATE TABLE seat (
      place INTEGER PRIMARY KEY, room TEXT NOT NULL, id TEXT NOT NULL,
      data TEXT NOT NULL, UNIQUE (room, id)
    ) STRICT`,
    "CREATE TABLE access (room TEXT PRIMARY KEY, data TEXT NOT NULL) STRICT",
    "PRAGMA user_version = 3",
    `PRAGMA application_id = ${0x31376b6e}`,
  ]],
];
/** The version since which lines and seats stand in tables of their own. */
const SPLIT_SINCE = 2;

/** A seat as those versions wrote it. */
const SEAT = {
  id: "v1",
  token: "t1",
  name: "胡桃",
  askedName: "胡桃",
  device: "phone",
  following: true,
} as const;

function withFile(test: (path: string) => void): void {
  const folder = Deno.makeTempDirSync();
  try {
    test(join(folder, "rooms.sqlite"));
  } finally {
    Deno.removeSync(folder, { recursive: true });
  }
}

for (const [version, sql] of WRITTEN) {
  Deno.test(`createSqliteStore() reads what version ${version} wrote, and writes on`, () => {
    withFile((path) => {
      const room = { ...roomAt("17", 5), seats: [SEAT] };
      const { access: _, ...whole } = room;
      const old = new DatabaseSync(path);
      for (const statement of sql) old.exec(statement);
      const insert = old.prepare("INSERT INTO room VALUES (?, 5, ?)");
      if (Number(version) >= SPLIT_SINCE) {
        const { history, seats, ...head } = whole;
        insert.run("17", JSON.stringify(head));
        for (const line of history) {
          old.prepare("INSERT INTO line VALUES ('17', ?, ?)")
            .run(line.number, JSON.stringify(line));
        }
        for (const seat of seats) {
          old.prepare("INSERT INTO seat (room, id, data) VALUES ('17', ?, ?)")
            .run(seat.id, JSON.stringify(seat));
        }
      } else insert.run("17", JSON.stringify(whole));
      insert.run("broken", "{half");
      old.close();

      const store = createSqliteStore(path);
      const expected = {
        ...room,
        seats: [{ ...SEAT, recentIds: [], hasLeft: false, address: null }],
      };
      const read = store.load("17");
      assert.deepEqual(read, expected);
      assert.equal(store.load("broken"), null);
      const access = {
        ...room.access,
        owner: { person: "p1", name: "胡桃" },
        passwordHash: "$argon2id$",
      };
      const next = { ...expected, savedPositionS: 9, access };
      store.save(next, read);
      store.close();

      const again = createSqliteStore(path);
      assert.equal(again.load("17")?.savedPositionS, 9);
      assert.deepEqual(again.load("17")?.history, room.history);
      assert.deepEqual(again.load("17")?.access, access);
      again.close();
    });
  });
}

Deno.test("STORE_VERSION has a file of each version before it among the tests", () => {
  const numbered = WRITTEN.filter(([version]) => /^\d+$/.test(version));
  assert.equal(numbered.length, STORE_VERSION - 1);
});

Deno.test("createSqliteStore() writes of a room what changed, and all of it counts", () => {
  withFile((path) => {
    const store = createSqliteStore(path);
    const seat = (id: string, lastId: string) => ({
      ...SEAT,
      device: "phone" as const,
      id,
      token: id,
      recentIds: [lastId],
      hasLeft: false,
      address: null,
    });
    const line = roomAt("17", 1).history[0];
    assert.ok(line !== undefined);
    let saved = { ...roomAt("17", 1), seats: [seat("a", "1"), seat("b", "1")] };
    store.save(saved);
    for (let number = 2; number < 700; number++) {
      const next = {
        ...saved,
        savedWallMs: number,
        nextNumber: number + 1,
        // Set once, changed once: between, it is not written and not lost.
        access: number % 300 === 0
          ? { ...saved.access, passwordHash: `hash ${number}` }
          : saved.access,
        history: [...saved.history, { ...line, number }].slice(-500),
        seats: number === 600
          ? [seat("b", "1"), seat("c", "1")]
          : saved.seats.map((one) =>
            one.id === "b" ? seat("b", `${number}`) : one
          ),
      };
      store.save(next, saved);
      saved = next;
    }
    assert.deepEqual(store.load("17"), saved);
    const other = createSqliteStore(path);
    assert.deepEqual(other.load("17"), saved, "also for another process");
    other.close();
    store.close();
  });
});
