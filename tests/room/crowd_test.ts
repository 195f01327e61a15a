import assert from "node:assert/strict";
import {
  CROWD_FROM,
  CROWD_UNTIL,
  FOUND_MAX,
  FRONT_MAX,
  type RoomEvent,
} from "@/lib/protocol/mod.ts";
import { roomFacts } from "@/lib/hub/mod.ts";
import { rowsFor, rowsInShort } from "@/lib/room/mod.ts";
import { Stage } from "./stage.ts";

/** A playing room of `count` who report each second where the room is. */
function crowd(count: number): { stage: Stage; live: (ms: number) => void } {
  const stage = new Stage();
  const names = Array.from({ length: count }, (_, i) => `v${i}`);
  stage.join(...names);
  stage.send("v0", "play");
  let sinceMs = 0;
  const live = (spanMs: number) =>
    stage.pass(spanMs, () => {
      if (stage.nowMs - sinceMs < 1000) return;
      sinceMs = stage.nowMs;
      for (const name of names) {
        if (stage.room.viewers.has(name)) stage.report(name);
      }
    });
  live(3000);
  stage.forget();
  return { stage, live };
}

/** What one viewer sees who has heard everything. */
function screen(events: readonly RoomEvent[], first: readonly string[]) {
  const ids = new Set(first);
  for (const event of events) {
    if (event.type !== "rows") continue;
    for (const { id } of event.changed) ids.add(id);
    for (const id of event.gone) ids.delete(id);
  }
  return ids;
}

function rowsToAll(stage: Stage) {
  return stage.sent.flatMap(({ to, event }) =>
    to === "all" && event.type === "rows" ? [event] : []
  );
}

Deno.test("sendRows() shows everyone to everyone up to 50, and tells no count", () => {
  const { stage, live } = crowd(CROWD_FROM);
  live(6000);
  const seen = screen(rowsToAll(stage), [...stage.room.viewers.keys()]);
  assert.equal(seen.size, CROWD_FROM);
  assert.ok(rowsToAll(stage).every((event) => !("crowd" in event)));
  assert.equal(rowsFor(stage.room, "v3").length, CROWD_FROM);
});

Deno.test("roomFacts() tells a program of a crowd no more than its front, and how many there are", () => {
  const facts = (stage: Stage) => roomFacts(stage.room, stage.nowMs);
  const few = facts(crowd(CROWD_FROM).stage);
  assert.ok("viewers" in few && Array.isArray(few.viewers) && "crowd" in few);
  assert.deepEqual([few.viewers.length, few.crowd], [CROWD_FROM, null]);
  const { stage } = crowd(60);
  // Nobody has been shown the crowd yet.
  for (const room of [stage.room, { ...stage.room, crowd: null }]) {
    const { rows, crowd: counts } = rowsInShort(room, stage.now());
    assert.deepEqual([rows.length, counts?.viewers], [FRONT_MAX, 60]);
  }
  const many = facts(stage);
  assert.ok("viewers" in many && Array.isArray(many.viewers));
  assert.equal(many.viewers.length, FRONT_MAX);
});

Deno.test("sendRows() shows a crowd at most 40, counts all, and ends it below 41", () => {
  const { stage, live } = crowd(60);
  assert.equal(rowsFor(stage.room, "v0").length, FRONT_MAX);
  const outside =
    [...stage.room.viewers.keys()].find((id) =>
      !stage.room.crowd?.ids.includes(id)
    ) ?? "";
  const own = rowsFor(stage.room, outside);
  assert.equal(own.length, FRONT_MAX + 1);
  assert.equal(own.at(-1)?.id, outside, "and the own row");
  assert.equal(stage.room.crowd?.counts.viewers, 60);
  assert.equal(stage.room.crowd?.counts.playing, 60);

  const before = rowsFor(stage.room, "v0").map(({ id }) => id);
  for (let i = 59; i >= CROWD_UNTIL; i--) stage.lose(`v${i}`);
  live(8000);
  const events = rowsToAll(stage);
  assert.equal(events.findLast((event) => "crowd" in event)?.crowd, null);
  assert.deepEqual(
    screen(events, before),
    new Set(stage.room.viewers.keys()),
    "everyone sees everyone again",
  );
});

Deno.test("countCrowd() counts all who do not see the film, of whom more may be than are shown", () => {
  const { stage } = crowd(60);
  for (let i = 0; i < 45; i++) stage.report(`v${i}`, { state: "blocked" });
  stage.report("v45", { state: "failed", stalled: true });
  stage.report("v46", { stalled: true });
  stage.lose("v47");
  stage.pass(1100);
  const counts = stage.room.crowd?.counts;
  assert.deepEqual([counts?.troubled, counts?.stalled], [48, 2]);
  stage.forget();
  stage.report("v0");
  stage.pass(1100);
  assert.equal(stage.room.crowd?.counts.troubled, 47);
  const told = rowsToAll(stage).findLast((event) => "crowd" in event);
  assert.equal(told?.crowd?.troubled, 47);
});

Deno.test("chooseFront() shows who spoke, who is in trouble and who is furthest off", () => {
  const { stage } = crowd(300);
  stage.send("v299", "say", { text: "hi" });
  stage.report("v298", { state: "waiting", stalled: true });
  stage.report("v297", { positionS: stage.positionS() + 9 });
  stage.lose("v296");
  stage.pass(1100);
  const ids = stage.room.crowd?.ids ?? [];
  for (const id of ["v0", "v299", "v298", "v297", "v296"]) {
    assert.ok(ids.includes(id), `${id} is in front`);
  }
  assert.equal(ids.length, FRONT_MAX);
});

Deno.test("chooseFront() changes nobody's place for differences that no one sees", () => {
  const { stage, live } = crowd(300);
  const before = stage.room.crowd?.ids;
  stage.pass(5000, () => {
    for (let i = 0; i < 300; i += 7) {
      const offS = ((i * 7919) % 400 - 200) / 1000;
      stage.report(`v${i}`, { positionS: stage.positionS() + offS });
    }
  });
  live(3000);
  assert.deepEqual(stage.room.crowd?.ids, before);
});

Deno.test("sendRows() sends a crowd that is together next to nothing", () => {
  const { stage, live } = crowd(1000);
  live(10_000);
  const toAll = rowsToAll(stage);
  const bytes = toAll.reduce(
    (sum, event) => sum + JSON.stringify(event).length,
    0,
  );
  // Each of 40 rows anew after 5 s, and no count as none changes.
  assert.ok(bytes <= 3 * FRONT_MAX * 500, `${bytes} bytes in 10 s`);
  assert.ok(toAll.length <= 10, `${toAll.length} frames in 10 s`);
  assert.ok(toAll.length >= 9, "and each second, as they call for reports");
  const most = Math.max(...toAll.map(({ changed }) => changed.length));
  assert.ok(most <= FRONT_MAX / 4, `${most} rows at once`);
});

Deno.test("tell() tells single acts of a crowd once a second, and messages always", () => {
  const { stage, live } = crowd(200);
  for (let i = 100; i < 200; i++) {
    stage.report(`v${i}`, { state: "waiting", stalled: true });
    stage.send(`v${i}`, "say", { text: `line ${i}` });
  }
  stage.send("v1", "pause");
  live(2500);
  const lines = stage.sent.flatMap(({ event }) =>
    event.type === "line" ? [event.line] : []
  );
  assert.equal(lines.filter(({ kind }) => kind === "danmaku").length, 100);
  assert.equal(lines.filter(({ what }) => what === "all-pause").length, 1);
  const stalls = lines.filter(({ what }) => what === "stall");
  assert.ok(stalls.length >= 1 && stalls.length <= 4, `${stalls.length}`);
  assert.ok(stage.room.history.length <= 500 && stage.room.told.size < 20);
});

Deno.test("find() gives a page of those whose name has a part, and how many there are", () => {
  const { stage } = crowd(300);
  stage.enter("late", "胡桃 Hu Tao");
  const ask = (text: string, from = 0) => {
    stage.forget();
    stage.send("v5", "find", { text, from });
    const [sent] = stage.sent;
    assert.equal(sent?.to, "v5");
    assert.equal(sent?.event.type, "found");
    return sent?.event.type === "found" ? sent.event : null;
  };
  for (
    const [text, from, total, first, count] of [
      ["hu tao", 0, 1, "胡桃 Hu Tao", 1],
      ["胡", 0, 1, "胡桃 Hu Tao", 1],
      ["V29", 0, 11, "v29", 11],
      ["v", 0, 300, "v0", FOUND_MAX],
      ["v", 280, 300, "v280", 20],
      ["v", 999, 300, undefined, 0],
      ["nobody", 0, 0, undefined, 0],
      ["", 0, 301, "v0", FOUND_MAX],
    ] as const
  ) {
    const found = ask(text, from);
    assert.deepEqual(
      [found?.total, found?.rows[0]?.name, found?.rows.length],
      [total, first, count],
      `${text} from ${from}`,
    );
  }
});

Deno.test("sendRows() tells somebody outside of the front what role they have got and lost", () => {
  const { stage } = crowd(120);
  const inFront = (id: string) => stage.room.crowd?.ids.includes(id) ?? false;
  const outside = [...stage.room.viewers.keys()].filter((id) => !inFront(id));
  const [one = "", ...others] = outside;
  const person = (id: string) => stage.room.viewers.get(id)?.person ?? "";
  const makeControllers = (ids: readonly string[]) => {
    const controllers = ids.map((id) => ({ person: person(id), name: id }));
    const owner = { person: "somebody", name: "owner" };
    const access = { ...stage.room.access, owner, controllers };
    stage.room = { ...stage.room, access };
    stage.forget();
    stage.pass(1100);
  };
  const told = (id: string) =>
    stage.sent.flatMap(({ to, event }) =>
      event.type === "rows" && (to === id || (to === "all" && inFront(id)))
        ? event.changed.filter((row) => row.id === id)
        : []
    ).at(-1);
  makeControllers(outside.slice(0, 64));
  for (const id of [one, ...others.slice(0, 63)]) {
    assert.equal(told(id)?.role, "controller", id);
  }
  makeControllers([]);
  assert.equal(told(one)?.id, one);
  assert.equal(told(one)?.role, undefined);
});
