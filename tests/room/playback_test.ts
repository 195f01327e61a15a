import assert from "node:assert/strict";
import { positionAt } from "@/lib/time/mod.ts";
import { FILM, Stage } from "./stage.ts";

/** A room with viewers who report, playing since a minute. */
function playing(...names: string[]): Stage {
  const stage = new Stage();
  stage.join(...names);
  for (const name of names) stage.report(name);
  stage.send(names[0] ?? "", "play");
  stage.pass(60_000, () => {
    for (const name of names) stage.report(name);
  });
  stage.forget();
  return stage;
}

Deno.test("createRoom() is paused at the start of its film", () => {
  const { timeline } = new Stage().room;
  assert.deepEqual(timeline.source, FILM);
  assert.deepEqual([timeline.positionS, timeline.rate, timeline.revision], [
    0,
    0,
    1,
  ]);
});

Deno.test("reduce() puts the line of a jump where it leads, and any other where the film is", () => {
  const stage = playing("alice", "bob");
  const at = () => Math.round(stage.room.history.at(-1)?.positionS ?? -1);
  stage.send("bob", "seek", { positionS: 3000 });
  assert.equal(at(), 3000);
  stage.pass(10_000);
  stage.send("bob", "pause");
  assert.equal(at(), Math.round(stage.positionS()));
  stage.pass(10_000);
  stage.send("alice", "act", {
    what: "seek",
    positionS: 1000,
    speed: 1,
    about: null,
    revision: stage.room.timeline.revision,
  });
  assert.equal(at(), 1000);
  stage.pass(10_000);
  stage.send("bob", "source", {
    source: { kind: "film", path: "b/two.mp4" },
  });
  assert.equal(at(), 0);
});

Deno.test("setSource() tells a link by its name and host, however long it is", () => {
  const CASES = [
    [
      "https://cdn.example.com:8443/a/%E7%94%B5%E5%BD%B1.mp4?sign=" +
      "x".repeat(300),
      "电影.mp4 (cdn.example.com:8443)",
    ],
    ["https://example.com/", "example.com"],
    ["https://example.com/a/100%.mp4", "100%.mp4 (example.com)"],
    ["https://example.com/a%E2%80%AE.mp4", "a%E2%80%AE.mp4 (example.com)"],
  ] as const;
  for (const [url, told] of CASES) {
    const stage = playing("alice");
    stage.send("alice", "source", { source: { kind: "link", url } });
    assert.equal(stage.room.history.at(-1)?.about, told);
  }
});

Deno.test("seek() tells where it leads, which is no further than the film", () => {
  const stage = playing("alice", "bob");
  stage.send("bob", "seek", { positionS: 9999 });
  assert.deepEqual(stage.room.history.at(-1)?.value, 7200);
  stage.pass(3000);
  assert.equal(stage.positionS(), 7200);
});

const CONTINUOUS: [
  what: string,
  type: "play" | "pause" | "rate",
  paused: boolean,
][] = [
  ["play", "play", true],
  ["pause", "pause", false],
  ["a speed while playing", "rate", false],
  ["a speed while paused", "rate", true],
];
for (const [what, type, paused] of CONTINUOUS) {
  Deno.test(`reduce() schedules ${what} so that nobody has to jump`, () => {
    const stage = playing("alice", "bob");
    if (paused) {
      stage.send("bob", "pause");
      stage.pass(3000);
    }
    const before = stage.room.timeline;
    if (type === "rate") stage.send("alice", "rate", { speed: 2 });
    else stage.send("alice", type);
    const { prev, positionS, atMs, revision, by, how } = stage.room.timeline;
    assert.ok(prev !== null);
    assert.ok(atMs > stage.nowMs && atMs <= stage.nowMs + 750, `${atMs}`);
    assert.ok(Math.abs(positionAt(prev, atMs) - positionS) < 1e-6);
    assert.deepEqual([revision, by, how], [before.revision + 1, "alice", type]);
  });
}

Deno.test("reduce() lands a seek exactly, in the room's state", () => {
  const stage = playing("alice", "bob");
  stage.send("bob", "seek", { positionS: 1000 });
  const { positionS, rate, atMs, how } = stage.room.timeline;
  assert.deepEqual([positionS, rate, how], [1000, 1, "seek"]);
  // Out of everyone's buffer: it may take longer than a start, and is bounded all the same.
  assert.ok(atMs - stage.nowMs <= 1500);
  stage.pass(1000 + atMs - stage.nowMs);
  assert.ok(Math.abs(stage.positionS() - 1001) < 1e-6);
});

Deno.test("reduce() keeps a paused room paused over a seek and a speed", () => {
  const stage = new Stage();
  stage.join("alice");
  stage.send("alice", "seek", { positionS: 100 });
  stage.send("alice", "rate", { speed: 1.5 });
  const { positionS, rate, speed } = stage.room.timeline;
  assert.deepEqual([positionS, rate, speed], [100, 0, 1.5]);
  stage.send("alice", "play");
  assert.equal(stage.room.timeline.rate, 1.5);
});

Deno.test("reduce() lets a command that comes before a seek has begun start from its aim", () => {
  for (const then of ["pause", "play", "rate"] as const) {
    const stage = playing("alice", "bob");
    stage.send("alice", "seek", { positionS: 1000 });
    stage.pass(10);
    stage.send("bob", then);
    assert.equal(stage.room.timeline.positionS, 1000, then);
    stage.send("alice", "pause");
    stage.pass(3000);
    assert.equal(stage.positionS(), 1000, `${then}, then pause`);
  }
});

Deno.test("reduce() lets play, then seek within the same moment, play from the aim", () => {
  const stage = new Stage();
  stage.join("alice");
  stage.send("alice", "play");
  stage.send("alice", "seek", { positionS: 500 });
  assert.deepEqual([stage.room.timeline.positionS, stage.room.timeline.rate], [
    500,
    1,
  ]);
});

Deno.test("reduce() lets pause, then play within the same moment, go on without a jump", () => {
  const stage = playing("alice", "bob");
  stage.send("alice", "pause");
  stage.pass(20);
  stage.send("alice", "play");
  const { prev, positionS, atMs, rate } = stage.room.timeline;
  assert.equal(rate, 1);
  assert.ok(
    prev !== null && Math.abs(positionAt(prev, atMs) - positionS) < 1e-6,
  );
});

Deno.test("reduce() sets a source: from its start, paused, with a name of its own", () => {
  const stage = playing("alice", "bob");
  const before = stage.room.timeline;
  const source = { kind: "film", path: "b/two.mp4" } as const;
  stage.send("bob", "source", { source });
  const { timeline } = stage.room;
  assert.deepEqual(timeline.source, source);
  assert.equal(timeline.sourceId, timeline.revision);
  assert.notEqual(timeline.sourceId, before.sourceId);
  assert.deepEqual([timeline.positionS, timeline.rate, timeline.durationS], [
    0,
    0,
    null,
  ]);
  assert.equal(
    timeline.prev,
    null,
    "the old film's line means nothing in the new one",
  );
  assert.ok(stage.told().includes("bob all-source b/two.mp4"));
});

Deno.test("reduce() plays a new film from its start, however soon play follows", () => {
  const stage = playing("alice", "bob");
  stage.send("bob", "source", {
    source: { kind: "link", url: "https://a/x.mp4" },
  });
  stage.pass(50);
  stage.send("bob", "play");
  assert.deepEqual([stage.room.timeline.positionS, stage.room.timeline.rate], [
    0,
    1,
  ]);
  assert.equal(stage.room.timeline.prev, null);
});

Deno.test("reduce() brings all to where the sender is, aged to the scheduled instant", () => {
  const stage = playing("alice", "bob");
  stage.send("bob", "syncToMe", {
    positionS: 30,
    atMs: stage.nowMs - 500,
    rate: 2,
    speed: 2,
  });
  const { positionS, atMs, rate, speed, how } = stage.room.timeline;
  assert.deepEqual([rate, speed, how], [2, 2, "sync"]);
  assert.ok(
    Math.abs(positionS - (30 + 2 * (atMs - stage.nowMs + 500) / 1000)) < 1e-6,
  );
});

Deno.test("reduce() does not age a sync by an instant that cannot be", () => {
  const stage = playing("alice", "bob");
  stage.send("bob", "syncToMe", {
    positionS: 30,
    atMs: -1e11,
    rate: 1,
    speed: 1,
  });
  assert.ok(stage.room.timeline.positionS < 33);
});

Deno.test("reduce() lets a room command make everyone follow", () => {
  const types = [
    "play",
    "pause",
    "seek",
    "rate",
    "syncToMe",
    "source",
    "guard",
  ] as const;
  for (const type of types) {
    const stage = playing("alice", "bob");
    stage.send("bob", "act", { revision: stage.room.timeline.revision });
    assert.equal(stage.room.viewers.get("bob")?.following, false);
    stage.send("alice", type);
    assert.equal(stage.room.viewers.get("bob")?.following, true, type);
  }
});

Deno.test("reduce() frees who acts alone, and tells all", () => {
  const stage = playing("alice", "bob");
  const { revision } = stage.room.timeline;
  stage.send("bob", "act", { what: "pause", revision });
  assert.equal(stage.room.viewers.get("bob")?.following, false);
  assert.equal(stage.room.timeline.revision, revision);
  assert.deepEqual(stage.told(), ["bob pause"]);
  stage.send("bob", "follow");
  assert.equal(stage.room.viewers.get("bob")?.following, true);
  assert.deepEqual(stage.told(), ["bob pause", "bob follow"]);
});

Deno.test("reduce() keeps following who acted before they heard of the last command", () => {
  const stage = playing("alice", "bob");
  const { revision } = stage.room.timeline;
  stage.send("alice", "seek", { positionS: 10 });
  stage.forget();
  stage.send("bob", "act", { what: "pause", revision });
  assert.equal(stage.room.viewers.get("bob")?.following, true);
  assert.deepEqual(stage.told(), []);
  stage.report("bob", { revision, following: false });
  assert.equal(stage.room.viewers.get("bob")?.following, true);
});

Deno.test("reduce() makes an act the room's while the guard is on", () => {
  const stage = playing("alice", "bob");
  stage.send("alice", "guard", { on: true });
  stage.pass(3000);
  stage.send("bob", "act", { what: "seek", positionS: 777 });
  assert.deepEqual([stage.room.timeline.how, stage.room.timeline.positionS], [
    "seek",
    777,
  ]);
  stage.send("bob", "act", { what: "pause" });
  assert.equal(stage.room.timeline.rate, 0);
  stage.send("bob", "act", { what: "rate", speed: 2 });
  assert.equal(stage.room.timeline.speed, 2);
  stage.send("bob", "act", { what: "play" });
  assert.equal(stage.room.timeline.rate, 2);
  assert.equal(stage.room.viewers.get("bob")?.following, true);
});

Deno.test("reduce() refuses a press older than 2 s and shows its sender how the room stands", () => {
  const stage = playing("alice", "bob");
  const before = stage.room.timeline;
  stage.send("bob", "seek", {
    id: "late",
    pressedAtMs: stage.nowMs - 2001,
    positionS: 5,
  });
  assert.equal(stage.room.timeline, before);
  assert.deepEqual(stage.sent.map(({ to, event }) => [to, event.type]), [
    ["bob", "error"],
    ["bob", "timeline"],
  ]);
  const [error, shown] = stage.sent;
  assert.ok(error?.event.type === "error" && shown?.event.type === "timeline");
  assert.deepEqual([error.event.code, error.event.id], ["stale", "late"]);
  assert.deepEqual(shown.event.timeline, before);
  stage.send("bob", "seek", { pressedAtMs: stage.nowMs - 1999, positionS: 5 });
  assert.equal(stage.room.timeline.positionS, 5);
});

Deno.test("reduce() does a command once that is sent twice, and acknowledges both", () => {
  const stage = playing("alice", "bob");
  stage.send("bob", "seek", { id: "same", positionS: 5 });
  const { revision } = stage.room.timeline;
  stage.send("bob", "seek", { id: "same", positionS: 5 });
  stage.send("alice", "seek", { id: "same", positionS: 6 });
  assert.equal(
    stage.room.timeline.revision,
    revision + 1,
    "another viewer's id is another",
  );
  const acks = stage.sent.flatMap(({ event }) =>
    event.type === "ack" ? [event] : []
  );
  assert.deepEqual(acks.map(({ id, revision }) => [id, revision]), [
    ["same", revision],
    ["same", revision],
    ["same", revision + 1],
  ]);
});

Deno.test("reduce() does nothing for somebody who is not in the room", () => {
  const stage = playing("alice");
  const before = stage.room;
  stage.send("nobody", "pause");
  assert.equal(stage.room, before);
  assert.deepEqual(stage.sent, []);
});

Deno.test("tick() thins a storm of 50 seeks in a second to 10 broadcasts, the last among them", () => {
  const stage = playing("alice", "bob");
  const startMs = stage.nowMs;
  for (let i = 0; i < 50; i++) {
    stage.send(i % 2 === 0 ? "alice" : "bob", "seek", { positionS: i });
    stage.pass(20);
  }
  stage.pass(1000);
  const sent = stage.timelines();
  assert.equal(sent[0]?.sentMs, startMs, "the first goes out at once");
  assert.ok(sent.length <= 10, `${sent.length}`);
  assert.ok(sent.length >= 8, `${sent.length}`);
  assert.equal(sent.at(-1)?.revision, stage.room.timeline.revision);
  assert.equal(stage.room.timeline.by, "bob");
  for (const [index, { sentMs }] of sent.entries()) {
    assert.ok(index === 0 || sentMs - (sent[index - 1]?.sentMs ?? 0) >= 100);
  }
  assert.ok(stage.told().length <= 6, "nor are they all told");
  assert.ok(Math.abs(stage.positionS() - 49) < 2);
});

Deno.test("tick() rests at the end of the film, and play begins it anew", () => {
  const stage = playing("alice", "bob");
  stage.send("alice", "seek", { positionS: 7199 });
  stage.pass(5000);
  const { how, rate, positionS } = stage.room.timeline;
  assert.deepEqual([how, rate, positionS], ["end", 0, 7200]);
  const ends = stage.timelines().filter(({ how }) => how === "end");
  assert.equal(ends.length, 1);
  stage.send("bob", "play");
  assert.deepEqual([stage.room.timeline.positionS, stage.room.timeline.rate], [
    0,
    1,
  ]);
});

Deno.test("tick() begins a looping film again, and leaves the free alone", () => {
  const stage = playing("alice", "bob");
  stage.send("alice", "loop", { on: true });
  stage.send("alice", "loop", { on: true });
  stage.send("alice", "seek", { positionS: 7199 });
  stage.send("bob", "act", { revision: stage.room.timeline.revision });
  stage.pass(5000);
  assert.equal(stage.room.timeline.how, "loop");
  assert.equal(stage.room.timeline.rate, 1);
  assert.ok(stage.positionS() > 1 && stage.positionS() < 5);
  assert.equal(stage.room.viewers.get("bob")?.following, false);
  assert.deepEqual(stage.told().filter((line) => line.includes("loop")), [
    "alice loop-on",
  ]);
});

Deno.test("tick() never ends a film of unknown length", () => {
  const stage = new Stage();
  stage.join("alice");
  stage.send("alice", "play");
  stage.pass(20_000);
  assert.ok(stage.positionS() > 19);
  assert.equal(stage.room.timeline.how, "play");
});

Deno.test("tick() lets an empty room rest where it was left, and no guard wake it", () => {
  for (const on of [false, true]) {
    const stage = playing("alice", "bob");
    if (on) {
      stage.send("alice", "guard", { on });
      const waits = () => {
        stage.report("alice");
        stage.report("bob", { state: "waiting", rate: 0, positionS: 60 });
      };
      stage.pass(12_000, waits);
      assert.notEqual(stage.room.guard.wait, null);
    }
    stage.lose("alice");
    stage.lose("bob");
    stage.pass(5500);
    assert.equal(stage.room.viewers.size, 0);
    assert.equal(stage.room.guard.wait, null);
    const restsAtS = stage.positionS();
    stage.pass(60_000);
    assert.equal(stage.room.timeline.rate, 0);
    assert.equal(stage.positionS(), restsAtS);
    assert.ok(restsAtS > 50 && restsAtS < 75, `${restsAtS}`);
  }
});

Deno.test("act() with the guard on moves nobody by a film of one's own", () => {
  const stage = new Stage();
  stage.join("alice", "bob");
  stage.report("alice");
  stage.send("alice", "guard", { on: true });
  stage.send("alice", "seek", { positionS: 3000 });
  stage.pass(1000, () => stage.report("alice"));
  stage.report("bob", { sourceId: null, positionS: 2 });
  const { revision } = stage.room.timeline;
  stage.send("bob", "act", { what: "seek", positionS: 5, revision });
  stage.send("bob", "act", { what: "pause", positionS: 5, revision });
  assert.equal(stage.room.timeline.revision, revision);
  stage.report("bob");
  stage.send("bob", "act", { what: "seek", positionS: 5, revision });
  assert.equal(stage.room.timeline.positionS, 5, "on the room's film it does");
});
