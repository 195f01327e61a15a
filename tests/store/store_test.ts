import assert from "node:assert/strict";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import {
  createMemoryStore,
  createSqliteStore,
  MEMORY_ROOMS_MAX,
  MEMORY_UNITS_MAX,
} from "@/lib/store/mod.ts";
import { roomAt, testStore } from "./contract.ts";

testStore("createMemoryStore()", createMemoryStore);
testStore("createSqliteStore()", () => createSqliteStore(":memory:"));

Deno.test("createMemoryStore() lets the room go that was saved longest ago", () => {
  const store = createMemoryStore();
  store.save(roomAt("first", 1));
  store.save(roomAt("second", 1));
  store.save(roomAt("first", 2));
  for (let i = 0; i < MEMORY_ROOMS_MAX - 1; i++) store.save(roomAt(`${i}`, 3));
  assert.equal(store.load("second"), null);
  assert.notEqual(store.load("first"), null);
});

Deno.test("createMemoryStore() lets rooms go that were saved longest ago where all together hold too much", () => {
  const store = createMemoryStore();
  const line = roomAt("17", 1).history[0];
  assert.ok(line !== undefined);
  const history = [{ ...line, text: "字".repeat(128 * 1024) }];
  const fits = MEMORY_UNITS_MAX / (128 * 1024);
  for (let i = 0; i < fits + 3; i++) {
    store.save({ ...roomAt(`${i}`, 1), history });
  }
  const kept = Array.from(
    { length: fits + 3 },
    (_, i) => store.load(`${i}`) !== null,
  );
  assert.deepEqual(kept, kept.map((_, i) => i >= 3));
});

Deno.test("createSqliteStore() takes no more than its file may hold, and takes more once there is place", () => {
  withFile((path) => {
    const store = createSqliteStore(path, null, 200 * 4096);
    const line = roomAt("17", 1).history[0];
    assert.ok(line !== undefined);
    const history = Array.from(
      { length: 8 },
      (_, i) => ({ ...line, number: i + 1, text: "x".repeat(5000) }),
    );
    let saved = 0;
    assert.throws(() => {
      for (; saved < 50; saved++) {
        store.save({ ...roomAt(`${saved}`, 1), history });
      }
    }, /full/);
    assert.ok(saved > 5, `${saved} rooms`);
    assert.notEqual(store.load("3"), null, "what is there is there");
    assert.ok(store.forgetNewest(2, () => false));
    store.save({ ...roomAt("again", 1), history });
    assert.notEqual(store.load("again"), null);
    assert.ok(store.usedBytes() <= 200 * 4096);
    store.close();
    assert.equal(store.usedBytes(), 0);
  });
});

function withFile(test: (path: string) => void): void {
  const folder = Deno.makeTempDirSync();
  try {
    test(join(folder, "rooms.sqlite"));
  } finally {
    Deno.removeSync(folder, { recursive: true });
  }
}

Deno.test("createSqliteStore() looks at a part of many rooms at a time for one to forget, and comes round", () => {
  withFile((path) => {
    const store = createSqliteStore(path);
    store.save(roomAt("old", 1));
    for (let number = 0; number < 1000; number++) {
      store.save(roomAt(`spared ${number}`, 3));
    }
    const forget = () => store.forgetNewest(2, () => false);
    assert.equal(forget(), false, "a thousand are looked at");
    assert.equal(forget(), true, "and the next");
    assert.equal(store.load("old"), null);
    assert.equal(forget(), false, "to the end");
    store.save(roomAt("another", 1));
    assert.equal(forget(), true, "and from the newest on again");
    assert.equal(store.load("another"), null);
    store.close();
  });
});

Deno.test("createSqliteStore() finds its rooms after a restart, and after one without a close", () => {
  withFile((path) => {
    const first = createSqliteStore(path);
    first.save(roomAt("17", 5));
    // As after a kill: the first one is still open.
    const second = createSqliteStore(path);
    assert.deepEqual(second.load("17"), roomAt("17", 5));
    second.close();
    first.close();
    const third = createSqliteStore(path);
    assert.deepEqual(third.load("17"), roomAt("17", 5));
    third.close();
  });
});

const FOREIGN: [what: string, data: string][] = [
  ["nothing", ""],
  ["no JSON", "{half"],
  ["null", "null"],
  ["another shape", '{"id":"17","rooms":[]}'],
  [
    "a timeline that cannot be",
    JSON.stringify({ ...roomAt("17", 1), timeline: { rate: -1 } }),
  ],
  [
    "a line that no page could read",
    JSON.stringify({ ...roomAt("17", 1), history: [{ number: "1" }] }),
  ],
];
for (const [what, data] of FOREIGN) {
  Deno.test(`createSqliteStore() reads a row of ${what} as no room, and can write it anew`, () => {
    withFile((path) => {
      createSqliteStore(path).close();
      const database = new DatabaseSync(path);
      database.prepare("INSERT INTO room VALUES ('17', 1, ?)").run(data);
      database.close();
      const store = createSqliteStore(path);
      assert.equal(store.load("17"), null);
      store.save(roomAt("17", 2));
      assert.equal(store.load("17")?.savedWallMs, 2);
      store.close();
    });
  });
}

Deno.test("createSqliteStore() throws where the file is no database, and leaves it as it was", () => {
  withFile((path) => {
    const text = "this is somebody's diary, not a database\n".repeat(50);
    Deno.writeTextFileSync(path, text);
    assert.throws(() => createSqliteStore(path));
    assert.equal(Deno.readTextFileSync(path), text);
  });
});

Deno.test("createSqliteStore() puts aside what it cannot read instead of writing over it", () => {
  withFile((path) => {
    const store = createSqliteStore(path);
    store.save(roomAt("17", 5));
    const hand = new DatabaseSync(path);
    hand.prepare("UPDATE room SET data = ?").run('{"from":"the future"}');
    assert.equal(store.load("17"), null);
    store.save(roomAt("17", 6));
    const rows = hand.prepare("SELECT data FROM room ORDER BY id").all();
    assert.equal(rows.length, 2);
    assert.equal(rows[1]?.data, '{"from":"the future"}');
    hand.close();
    store.close();
  });
});
