import assert from "node:assert/strict";
import { hasPlace, ownerOf } from "@/lib/room/mod.ts";
import { Stage } from "./stage.ts";

function names(stage: Stage): string[] {
  return [...stage.room.viewers.values()].map(({ name }) => name);
}

Deno.test("join() tells all once, and lets the newcomer follow", () => {
  const stage = new Stage();
  stage.join("alice", "胡桃");
  assert.deepEqual(stage.told(), ["alice join", "胡桃 join"]);
  assert.equal(stage.room.viewers.get("胡桃")?.following, true);
  const counts = stage.room.history.map(({ value }) => value);
  assert.deepEqual(counts, [1, 2]);
});

Deno.test("join() numbers a name that is taken, and skips numbers in use", () => {
  const same = new Stage();
  for (
    const [id, askedName] of [["a", "胡桃"], ["b", "胡桃"], ["c", "胡桃 (3)"], [
      "d",
      "胡桃",
    ]]
  ) {
    same.enter(id ?? "", askedName ?? "");
  }
  assert.deepEqual(names(same), ["胡桃", "胡桃 (2)", "胡桃 (3)", "胡桃 (4)"]);
});

Deno.test("hasPlace() takes 8 viewers of one name", () => {
  const stage = new Stage();
  for (let i = 0; i < 8; i++) {
    assert.ok(hasPlace(stage.room, "胡桃"));
    stage.enter(`v${i}`, "胡桃");
  }
  assert.equal(hasPlace(stage.room, "胡桃"), false);
  assert.ok(hasPlace(stage.room, "alice"));
});

Deno.test("ownerOf() knows a viewer by token and name together", () => {
  const stage = new Stage();
  stage.join("alice");
  assert.equal(ownerOf(stage.room, "token-alice", "alice")?.id, "alice");
  assert.equal(ownerOf(stage.room, "token-alice", "bob"), null);
  assert.equal(ownerOf(stage.room, "token-bob", "alice"), null);
  assert.equal(ownerOf(stage.room, "", "alice"), null);
});

Deno.test("lose() and resume() within 3 s tell nothing", () => {
  const stage = new Stage();
  stage.join("alice", "bob");
  stage.pass(1000);
  stage.forget();
  stage.lose("bob");
  stage.pass(3000, () => stage.report("alice"));
  assert.equal(
    lastRow(stage, "bob")?.online,
    false,
    "the row reads reconnecting",
  );
  stage.resume("bob");
  stage.pass(1000, () => stage.report("alice"));
  assert.equal(lastRow(stage, "bob")?.online, true);
  assert.deepEqual(stage.told(), []);
});

Deno.test("tick() lets a viewer go 5 s after their link went, and tells it once", () => {
  const stage = new Stage();
  stage.join("alice", "bob");
  stage.pass(1000);
  stage.forget();
  stage.lose("bob");
  stage.lose("bob");
  stage.pass(4900, () => stage.report("alice"));
  assert.equal(stage.room.viewers.size, 2);
  stage.pass(200);
  assert.equal(stage.room.viewers.size, 1);
  stage.pass(30_000, () => stage.report("alice"));
  assert.deepEqual(stage.told(), ["bob leave"]);
  assert.deepEqual(goneRows(stage), ["bob"]);
});

Deno.test("tick() no longer lists who is silent for 10 s, tells nobody, and a report brings them back", () => {
  const stage = new Stage();
  stage.join("alice", "bob");
  stage.report("bob");
  stage.forget();
  const alone = () => stage.report("alice");
  stage.pass(9900, alone);
  assert.deepEqual(stage.told(), []);
  stage.pass(400, alone);
  assert.deepEqual(goneRows(stage), ["bob"]);
  assert.ok(stage.room.viewers.has("bob"), "the link is still there");
  stage.pass(30_000, alone);
  stage.report("bob");
  assert.deepEqual(stage.told(), [], "a tab that sleeps neither left nor came");
  stage.lose("bob");
  stage.pass(6000, alone);
  assert.deepEqual(stage.told(), ["bob leave"]);
});

Deno.test("tick() tells that one whose line is dead has left when their row goes, once, and that they are back", () => {
  for (const back of ["report", "resume"] as const) {
    const stage = new Stage();
    const alone = () => stage.report("alice");
    stage.join("alice", "bob");
    stage.report("bob");
    stage.forget();
    stage.pass(4000, alone);
    stage.unheard("bob");
    stage.pass(5900, alone);
    assert.deepEqual([stage.told(), goneRows(stage)], [[], []]);
    stage.pass(400, alone);
    assert.deepEqual([stage.told(), goneRows(stage)], [["bob leave"], ["bob"]]);
    stage.pass(20_000, alone);
    stage[back]("bob");
    stage.pass(2000, alone);
    assert.deepEqual(stage.told(), ["bob leave", "bob join"], back);
    stage.unheard("bob");
    stage.pass(11_000, alone);
    stage.lose("bob");
    stage.pass(6000, alone);
    assert.deepEqual(stage.told().slice(2), ["bob leave"], back);
    assert.equal(stage.room.viewers.size, 1);
  }
});

Deno.test("tick() tells a leave once, also for one who was silent before the link went", () => {
  const stage = new Stage();
  stage.join("alice", "bob");
  stage.forget();
  stage.pass(11_000, () => stage.report("alice"));
  stage.lose("bob");
  stage.pass(6000, () => stage.report("alice"));
  assert.deepEqual(stage.told(), ["bob leave"]);
  assert.equal(stage.room.viewers.size, 1);
});

Deno.test("report() keeps 10 s of reports, and at most 40", () => {
  const stage = new Stage();
  stage.join("alice");
  stage.pass(20_000, () => stage.report("alice"));
  const reports = stage.room.viewers.get("alice")?.reports ?? [];
  assert.ok(reports.length <= 41 && reports.length > 35);
  assert.ok(
    reports.every(({ receivedMs }) => stage.nowMs - receivedMs <= 10_000),
  );
  for (let i = 0; i < 500; i++) stage.report("alice");
  assert.equal(stage.room.viewers.get("alice")?.reports.length, 40);
});

Deno.test("report() tells a stall and its end, once each", () => {
  const stage = new Stage();
  stage.join("alice");
  stage.forget();
  for (const stalled of [false, true, true, true, false, false]) {
    stage.report("alice", { stalled });
    stage.pass(1100);
  }
  assert.deepEqual(stage.told(), ["alice stall", "alice recovered"]);
});

Deno.test("report() tells no end of a stall of another film, and the next film's own", () => {
  const stage = new Stage();
  stage.join("alice");
  stage.forget();
  const pass = (stalled: boolean, sourceId: number) => {
    stage.pass(1100);
    stage.report("alice", { stalled, sourceId });
  };
  pass(true, 1);
  pass(false, 2);
  assert.deepEqual(stage.told(), ["alice stall"]);
  pass(true, 2);
  pass(true, 3);
  pass(false, 3);
  assert.deepEqual(stage.told(), [
    "alice stall",
    "alice stall",
    "alice stall",
    "alice recovered",
  ]);
});

Deno.test("report() tells nothing of a stall that was held back when its film went", () => {
  const stage = new Stage();
  stage.join("alice");
  stage.forget();
  const pass = (stalled: boolean, sourceId: number) => {
    stage.pass(200);
    stage.report("alice", { stalled, sourceId });
  };
  pass(true, 1);
  pass(false, 1);
  pass(true, 1);
  pass(false, 2);
  stage.pass(3000, () => stage.report("alice", { sourceId: 2 }));
  assert.deepEqual(stage.told(), ["alice stall"]);
});

Deno.test("report() tells of a burst of stalls the first, and what it came to", () => {
  const stage = new Stage();
  stage.join("alice");
  stage.forget();
  for (const stalled of [true, false, true, false]) {
    stage.report("alice", { stalled });
  }
  assert.deepEqual(stage.told(), ["alice stall"]);
  stage.pass(1100);
  assert.deepEqual(stage.told(), ["alice stall", "alice recovered"]);
});

Deno.test("report() tells no stall that a slow link tells of when it is over", () => {
  const stage = new Stage();
  stage.join("alice");
  stage.forget();
  const atMs = stage.nowMs;
  stage.pass(3000);
  stage.report("alice", { stalled: true, atMs });
  stage.report("alice", { stalled: false });
  // By a clock that stepped while the link hung nobody knows how old it is.
  stage.report("alice", { stalled: true, atMs: stage.nowMs + 900 });
  stage.report("alice", { stalled: false });
  assert.deepEqual(stage.told(), []);
  stage.report("alice", { stalled: true, atMs: stage.nowMs - 1000 });
  assert.deepEqual(stage.told(), ["alice stall"], "news all the same");
  stage.pass(1100);
  stage.report("alice", { stalled: true, atMs });
  stage.pass(1100);
  assert.deepEqual(stage.told(), ["alice stall"], "not taken back by old ones");
});

Deno.test("report() learns the film's length: the longest that is said of this film", () => {
  const stage = new Stage();
  stage.join("alice", "bob");
  const said: [
    durationS: number | null,
    sourceId: number | null,
    known: number | null,
  ][] = [
    [null, 1, null],
    [0, 1, null],
    [90, 99, null],
    [90, null, null],
    [90, 1, 90],
    [80, 1, 90],
    [91, 1, 91],
  ];
  for (const [durationS, sourceId, known] of said) {
    stage.report("bob", { durationS, sourceId });
    assert.equal(stage.room.timeline.durationS, known);
  }
});

Deno.test("report() keeps nothing of what a link that hung sends late, but hears that it is there", () => {
  const stage = new Stage();
  stage.join("alice");
  stage.report("alice", { positionS: 50 });
  stage.nowMs += 7000;
  stage.report("alice", { positionS: 1, atMs: stage.nowMs - 6000 });
  const alice = stage.room.viewers.get("alice");
  assert.equal(alice?.reports.at(-1)?.positionS, 50);
  assert.equal(alice?.heardMs, stage.nowMs);
});

Deno.test("report() does not believe a clock that is seconds ahead", () => {
  const stage = new Stage();
  stage.join("alice");
  for (const offMs of [5000, 1e9]) {
    stage.report("alice", { atMs: stage.nowMs + offMs });
    assert.equal(
      stage.room.viewers.get("alice")?.reports.at(-1)?.atMs,
      stage.nowMs,
    );
  }
  stage.report("alice", { atMs: stage.nowMs - 300 });
  assert.equal(
    stage.room.viewers.get("alice")?.reports.at(-1)?.atMs,
    stage.nowMs - 300,
  );
});

Deno.test("report() makes nobody free before they heard of the last command", () => {
  const stage = new Stage();
  stage.join("alice", "bob");
  stage.report("bob", { following: false });
  assert.equal(stage.room.viewers.get("bob")?.following, false);
  const { revision } = stage.room.timeline;
  stage.send("alice", "play");
  stage.report("bob", { following: false, revision });
  assert.equal(stage.room.viewers.get("bob")?.following, true);
  stage.report("bob", { following: false });
  assert.equal(stage.room.viewers.get("bob")?.following, false);
  stage.send("alice", "guard", { on: true });
  stage.report("bob", { following: false });
  assert.equal(
    stage.room.viewers.get("bob")?.following,
    true,
    "the guard keeps all",
  );
});

function lastRow(stage: Stage, id: string) {
  return stage.sent.flatMap(({ event }) =>
    event.type === "rows" ? event.changed : []
  )
    .findLast((row) => row.id === id);
}

function goneRows(stage: Stage): string[] {
  return stage.sent.flatMap(({ event }) =>
    event.type === "rows" ? event.gone : []
  );
}
