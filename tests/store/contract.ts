import {
  DANMAKU_KEPT_UNITS_MAX,
  DANMAKU_PER_FILM_MAX,
  FIRST_SETTINGS,
} from "@/lib/protocol/mod.ts";
import assert from "node:assert/strict";
import { createRoom, type KeptRoom, keptRoom } from "@/lib/room/mod.ts";
import { sizeOf, type Store } from "@/lib/store/mod.ts";

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

  test("says what it uses, and forgets of rooms not in use those begun last", (store) => {
    const used = store.usedBytes();
    const text = "x".repeat(10_000);
    for (const id of ["old", "busy", "new"]) {
      store.save(withLines(roomAt(id, 1000), [danmaku(1)]));
      store.subtitles.add(id, { id: "a", name: "a.srt", text });
    }
    store.save(roomAt("fresh", 3000));
    store.save({ ...roomAt("old", 1000), savedPositionS: 3 });
    const has = () =>
      ["old", "busy", "new", "fresh"].filter((id) => store.load(id) !== null);
    const forget = () => store.forgetNewest(2000, (id) => id === "busy");
    if (store.keeps === "memory") {
      // What it keeps is bounded as it is kept.
      assert.equal(forget(), false);
      return;
    }
    assert.ok(store.usedBytes() > used);
    assert.equal(forget(), true);
    assert.deepEqual(has(), ["old", "busy", "fresh"]);
    assert.equal(store.subtitles.find("new", "a"), null);
    assert.deepEqual(store.danmaku("new", "film:001.mp4"), []);
    assert.equal(forget(), true);
    assert.deepEqual(has(), ["busy", "fresh"]);
    assert.equal(forget(), false);
  });

  test("drops of subtitle files of rooms not in use the one given last", (store) => {
    const { subtitles } = store;
    const given = [["a", "1"], ["b", "1"], ["b", "2"], ["a", "2"], ["c", "1"]];
    for (const [room, id] of given) {
      subtitles.add(room ?? "", { id: id ?? "", name: "x.srt", text: "x" });
    }
    const drop = () => subtitles.dropNewest((room) => room === "c");
    const ids = () =>
      ["a", "b"].flatMap((room) =>
        subtitles.list(room).map(({ id }) => `${room}${id}`)
      );
    assert.ok(drop());
    assert.deepEqual(ids(), ["a1", "b1", "b2"], "also to a room of long ago");
    assert.ok(drop());
    assert.deepEqual(ids(), ["a1", "b1"]);
    assert.ok(drop() && drop());
    assert.equal(drop(), false);
    assert.equal(subtitles.totalBytes(), 1);
  });

  test("keeps danmaku with the film they were sent at, longer than the history", (store) => {
    const film = "film:001.mp4";
    const flown = (number: number, change: Partial<Line> = {}): Line => ({
      ...danmaku(number),
      ...change,
    });
    const first = withLines(roomAt("17", 1), [
      flown(1),
      flown(2, { kind: "element" }),
      flown(3, { sourceId: null }),
      flown(4, { sourceId: 7 }),
      flown(5, { text: "长".repeat(DANMAKU_KEPT_UNITS_MAX + 1) }),
      flown(6, { place: "top", colour: "#e54256" }),
    ]);
    store.save(first);
    // Saved whole once more, as after a time without a disk: nothing is there twice.
    store.save(first);
    assert.deepEqual(numbers(store, film), [1, 6]);
    const later = withLines(first, [flown(7)]);
    store.save(later, first);
    assert.deepEqual(numbers(store, film), [1, 6, 7]);
    assert.deepEqual(store.danmaku("17", film)[1], {
      number: 6,
      by: "胡桃",
      positionS: 6,
      text: "飞6",
      colour: "#e54256",
      place: "top",
    });
    const other = withLines({
      ...later,
      timeline: {
        ...later.timeline,
        sourceId: 9,
        source: { kind: "film", path: "b.mp4" },
      },
    }, [flown(8, { sourceId: 9 })]);
    store.save(other, later);
    assert.deepEqual(numbers(store, film), [1, 6, 7]);
    assert.deepEqual(numbers(store, "film:b.mp4"), [8]);
    assert.deepEqual(store.danmaku("18", film), []);
    store.forgetBefore(2);
    assert.deepEqual(store.danmaku("17", film), []);
  });

  test("keeps a bounded number of danmaku of a film, the newest", (store) => {
    let saved: KeptRoom | null = null;
    for (let from = 1; from <= DANMAKU_PER_FILM_MAX + 500; from += 500) {
      const lines = Array.from({ length: 500 }, (_, at) => danmaku(from + at));
      const next = withLines(saved ?? roomAt("17", 1), lines);
      store.save(next, saved);
      saved = next;
    }
    const kept = numbers(store, "film:001.mp4");
    assert.equal(kept.length, DANMAKU_PER_FILM_MAX);
    assert.deepEqual([kept[0], kept.at(-1)], [501, 2500]);
  });

  test("keeps subtitle files by room and id, until the room is forgotten", (store) => {
    const { subtitles } = store;
    store.save(roomAt("17", 1000));
    store.save(roomAt("18", 3000));
    const one = { id: "a", name: "中.srt", text: "1\n字\u2028'; --" };
    subtitles.add("17", one);
    subtitles.add("17", { id: "b", name: "b.ass", text: "xx" });
    subtitles.add("18", { id: "a", name: "c.vtt", text: "yyy" });
    assert.deepEqual(subtitles.find("17", "a"), one);
    assert.equal(subtitles.find("17", "c"), null);
    assert.equal(subtitles.find("19", "a"), null);
    assert.deepEqual(subtitles.list("17").map(({ id }) => id), ["a", "b"]);
    assert.equal(subtitles.list("17")[1]?.sizeBytes, 2);
    assert.equal(subtitles.totalBytes(), sizeOf(one.text) + 5);
    subtitles.drop("17", "b");
    assert.deepEqual(subtitles.list("17"), [{
      id: "a",
      name: "中.srt",
      sizeBytes: sizeOf(one.text),
    }]);
    store.forgetBefore(2000);
    assert.equal(subtitles.find("17", "a"), null);
    assert.equal(subtitles.totalBytes(), 3);
  });
}

type Line = KeptRoom["history"][number];

/** A danmaku at the room's first film. */
function danmaku(number: number): Line {
  return {
    number,
    kind: "danmaku",
    by: "胡桃",
    wallMs: 1,
    positionS: number,
    sourceId: 1,
    text: `飞${number}`,
    colour: "#ffffff",
    place: "roll",
    what: null,
    value: null,
    about: null,
  };
}

function withLines(room: KeptRoom, lines: readonly Line[]): KeptRoom {
  return {
    ...room,
    history: [...lines],
    nextNumber: (lines.at(-1)?.number ?? 0) + 1,
  };
}

function numbers(store: Store, film: string): number[] {
  return store.danmaku("17", film).map(({ number }) => number);
}
