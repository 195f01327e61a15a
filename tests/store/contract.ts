import { FIRST_SETTINGS } from "@/lib/protocol/mod.ts";
import assert from "node:assert/strict";
import { createRoom, type KeptRoom, keptRoom } from "@/lib/room/mod.ts";
import type { Store } from "@/lib/store/mod.ts";

/** A room as it would be kept at a wall clock, with one line in its history. */
export function roomAt(id: string, wallMs: number): KeptRoom {
  const now = { nowMs: 0, wallMs };
  const room = createRoom(id, { kind: "film", path: "001.mp4" }, now);
  return {
    ...keptRoom(room, now),
    settings: { ...FIRST_SETTINGS, loop: true },
    history: [{
      number: 1,
      kind: "element",
      by: "胡桃",
      wallMs,
      positionS: 1.5,
      text: "早\u2028'; DROP TABLE room; --",
      colour: "#ffffff",
      place: "roll",
      what: null,
      value: null,
      about: null,
    }],
    nextNumber: 2,
  };
}

/** What every store does; `open` gives an empty one. */
export function testStore(name: string, open: () => Store): void {
  const test = (what: string, run: (store: Store) => void) =>
    Deno.test(`${name} ${what}`, () => {
      const store = open();
      try {
        run(store);
      } finally {
        store.close();
      }
    });

  test("knows nothing at first", (store) => {
    assert.equal(store.load("17"), null);
    assert.equal(store.load(""), null);
  });

  test("gives back what was saved", (store) => {
    for (const id of ["17", "房间 👨‍👩‍👧‍👦", "__proto__", "' OR 1=1 --"]) {
      const room = roomAt(id, 5);
      store.save(room);
      assert.deepEqual(store.load(id), room);
    }
    assert.equal(store.load("18"), null);
  });

  test("tells who may come in, without the rest of a room", (store) => {
    assert.equal(store.access("17"), null);
    const room = roomAt("17", 1);
    store.save(room);
    assert.deepEqual(store.access("17"), room.access);
    const access = { ...room.access, passwordHash: "$argon2id$", letIn: ["p"] };
    store.save({ ...room, access }, room);
    assert.deepEqual(store.access("17"), access);
    store.forgetBefore(2);
    assert.equal(store.access("17"), null);
  });

  test("keeps the last of two", (store) => {
    store.save(roomAt("17", 1));
    store.save({ ...roomAt("17", 2), savedPositionS: 42 });
    assert.equal(store.load("17")?.savedPositionS, 42);
    assert.equal(store.load("17")?.savedWallMs, 2);
  });

  test("forgets what was saved before an instant, and nothing else", (store) => {
    store.save(roomAt("old", 1000));
    store.save(roomAt("edge", 2000));
    store.save(roomAt("again", 500));
    store.save(roomAt("again", 3000));
    store.forgetBefore(2000);
    assert.equal(store.load("old"), null);
    assert.notEqual(store.load("edge"), null);
    assert.notEqual(store.load("again"), null);
  });
}
