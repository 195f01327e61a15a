import assert from "node:assert/strict";
import * as v from "valibot";
import {
  ABOUT_UNITS_MAX,
  decodeEvent,
  encodeEvent,
  HISTORY_MAX,
  HISTORY_UNITS_MAX,
  POSITION_MAX_S,
} from "@/lib/protocol/mod.ts";
import { KEPT_ROOM, keptRoom, restoreRoom } from "@/lib/room/mod.ts";
import { Stage } from "./stage.ts";

Deno.test("say() keeps who, when, where and what, and sends it to all", () => {
  const stage = new Stage();
  stage.join("胡桃");
  stage.forget();
  stage.send("胡桃", "say", {
    text: "<b>早</b>",
    kind: "element",
    positionS: 42,
  });
  const [{ to, event } = { to: "", event: undefined }] = stage.sent;
  assert.equal(to, "all");
  assert.ok(event?.type === "line");
  const { by, text, kind, positionS, what, number } = event.line;
  assert.deepEqual([by, text, kind, positionS, what], [
    "胡桃",
    "<b>早</b>",
    "element",
    42,
    null,
  ]);
  assert.equal(stage.room.history.at(-1)?.number, number);
  assert.equal(stage.room.nextNumber, number + 1);
});

Deno.test("say() says at which film: the sender's own, or the room's, also before they told of one", () => {
  const stage = new Stage();
  stage.join("alice");
  const { sourceId } = stage.room.timeline;
  const acts = [
    [() => {}, sourceId],
    [() => stage.report("alice", { state: "empty", sourceId: null }), sourceId],
    [() => stage.report("alice", { sourceId: null }), null],
    [() => stage.report("alice"), sourceId],
  ] as const;
  for (const [act, expected] of acts) {
    act();
    stage.send("alice", "say", { kind: "danmaku" });
    assert.equal(stage.room.history.at(-1)?.sourceId, expected);
  }
});

Deno.test("say() does not say the same twice where one frame came twice", () => {
  const stage = new Stage();
  stage.join("alice");
  stage.send("alice", "say", { id: "m1" });
  stage.send("alice", "say", { id: "m1" });
  assert.equal(
    stage.room.history.filter(({ kind }) => kind !== "system").length,
    1,
  );
});

Deno.test("say() keeps the last 500 lines", () => {
  const stage = new Stage();
  stage.join("alice");
  for (let i = 0; i < 600; i++) stage.send("alice", "say", { text: `${i}` });
  assert.equal(stage.room.history.length, HISTORY_MAX);
  assert.equal(stage.room.history.at(-1)?.text, "599");
  const numbers = stage.room.history.map(({ number }) => number);
  assert.ok(
    numbers.every((number, i) =>
      i === 0 || number === (numbers[i - 1] ?? 0) + 1
    ),
  );
});

Deno.test("tell() tells the first of a burst at once and the last when it is over", () => {
  const stage = new Stage();
  stage.join("alice", "bob");
  stage.forget();
  const startMs = stage.nowMs;
  for (let i = 0; i < 10; i++) {
    stage.send("alice", "seek", { positionS: i });
    stage.pass(50);
  }
  stage.send("bob", "seek", { positionS: 99 });
  stage.pass(3000);
  const told = stage.sent.flatMap(({ event, atMs }) =>
    event.type === "line"
      ? [[event.line.by, event.line.value, atMs - startMs]]
      : []
  );
  assert.deepEqual(told, [["alice", 0, 0], ["bob", 99, 500], [
    "alice",
    9,
    1000,
  ]]);
});

Deno.test("tell() forgets what it told, so that nothing grows", () => {
  const stage = new Stage();
  stage.join("alice");
  for (let i = 0; i < 50; i++) {
    stage.send("alice", "rate", { speed: 1 + i / 100 });
  }
  stage.pass(5000);
  assert.equal(stage.room.told.size, 0);
});

Deno.test("postProgress() tells where everyone is now", () => {
  const stage = new Stage();
  stage.join("alice", "胡桃");
  stage.report("alice", { positionS: 60, rate: 1, state: "playing" });
  stage.report("胡桃", { positionS: 3723, rate: 0 });
  stage.pass(2000);
  stage.forget();
  stage.send("alice", "postProgress");
  assert.deepEqual(stage.told(), [
    "alice progress alice 00:01:02 ▶ · 胡桃 01:02:03 ⏸",
  ]);
});

Deno.test("tell() bounds names, so that every page can read the line", () => {
  const stage = new Stage();
  const ids = Array.from({ length: 30 }, (_, i) => `v${i}`);
  stage.join("alice");
  for (const id of ids) stage.enter(id, id.padEnd(500, "👍"));
  stage.send("alice", "postProgress");
  stage.send("alice", "play");
  stage.pass(3000, () => stage.report("alice"));
  stage.send("alice", "guard", { on: true });
  stage.pass(9000, () => {
    stage.report("alice");
    for (const id of ids) {
      stage.report(id, { state: "waiting", rate: 0, positionS: 1 });
    }
  });
  assert.notEqual(stage.room.guard.wait, null);
  for (const { event } of stage.sent) {
    assert.ok(decodeEvent(encodeEvent(event)).ok, event.type);
    if (event.type !== "line") continue;
    assert.ok((event.line.about?.length ?? 0) <= ABOUT_UNITS_MAX);
  }
});

Deno.test("addLine() keeps no more text than HISTORY_UNITS_MAX, the newest of it", () => {
  const stage = new Stage();
  stage.join("alice");
  const text = "x".repeat(500);
  for (let i = 0; i < 400; i++) stage.send("alice", "say", { text });
  const { history } = stage.room;
  const units = history.reduce((sum, line) => sum + line.text.length, 0);
  assert.ok(units <= HISTORY_UNITS_MAX && units > HISTORY_UNITS_MAX - 1000);
  assert.equal(history.at(-1)?.number, stage.room.nextNumber - 1);
});

Deno.test("a film without an end plays on at the last position there is, and all that is told and kept of it can be read", () => {
  const stage = new Stage();
  const report = () =>
    stage.report("alice", { durationS: null, positionS: POSITION_MAX_S });
  stage.join("alice");
  report();
  stage.send("alice", "seek", { positionS: POSITION_MAX_S });
  stage.send("alice", "play");
  stage.pass(10_000, report);
  stage.join("bob");
  const lines = stage.room.history.filter(({ what }) => what === "join");
  assert.equal(lines.at(-1)?.positionS, POSITION_MAX_S);
  for (const { event } of stage.sent) {
    assert.ok(decodeEvent(encodeEvent(event)).ok, JSON.stringify(event));
  }
  const kept = JSON.stringify(keptRoom(stage.room, stage.now()));
  const read = v.parse(KEPT_ROOM, JSON.parse(kept));
  const later = { nowMs: 5000, wallMs: stage.now().wallMs + 30_000 };
  assert.equal(restoreRoom(read, later).timeline.positionS, POSITION_MAX_S);
});
