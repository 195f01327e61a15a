import assert from "node:assert/strict";
import {
  CLOSE,
  LINKS_PER_ADDRESS_MAX,
  ROOM_IDLE_MS,
} from "@/lib/protocol/mod.ts";
import { createMemoryStore, type Store } from "@/lib/store/mod.ts";
import { frame } from "../protocol/frames.ts";
import { type Tab, World } from "./world.ts";

Deno.test("Hub welcomes with the whole room", () => {
  const tab = new World().enter("胡桃");
  const welcome = tab.last("welcome");
  assert.ok(welcome !== undefined);
  assert.deepEqual(tab.events.map(({ type }) => type), ["welcome"]);
  assert.deepEqual([welcome.name, welcome.room], ["胡桃", "17"]);
  assert.deepEqual(welcome.timeline.source, { kind: "film", path: "001.mp4" });
  assert.deepEqual(welcome.rows.map(({ id, name }) => [id, name]), [[
    welcome.viewer,
    "胡桃",
  ]]);
  assert.deepEqual(welcome.history.map(({ what, by }) => [what, by]), [[
    "join",
    "胡桃",
  ]]);
  assert.notEqual(welcome.token, welcome.viewer);
});

Deno.test("Hub lets others hear, and nobody of another room", () => {
  const world = new World();
  const alice = world.enter("alice");
  const bob = world.enter("bob");
  const elsewhere = world.enter("carol", { room: "18" });
  world.clock.pass(300);
  assert.equal(alice.last("line")?.line.by, "bob");
  assert.deepEqual(
    alice.last("rows")?.changed.map(({ name }) => name).includes("bob"),
    true,
  );
  const id = bob.say("play");
  assert.equal(bob.last("ack")?.id, id);
  assert.equal(alice.last("timeline")?.timeline.how, "play");
  assert.deepEqual(alice.last("timeline"), bob.last("timeline"));
  world.clock.pass(1000);
  assert.equal(elsewhere.all("timeline").length, 0);
  assert.equal(elsewhere.all("line").length, 0);
});

Deno.test("Hub tells a viewer's token to nobody else", () => {
  const world = new World();
  const alice = world.enter("alice");
  const bob = world.enter("bob");
  world.clock.pass(1000);
  const token = bob.last("welcome")?.token ?? "";
  assert.ok(!JSON.stringify(alice.events).includes(token));
});

Deno.test("Hub closes a link that does not say hello in 10 s", () => {
  const world = new World();
  const mute = world.tab("mute");
  world.clock.pass(9999);
  assert.equal(mute.closedWith, null);
  world.clock.pass(1);
  assert.equal(mute.closedWith, CLOSE.noHello);
  mute.hello();
  assert.deepEqual(mute.events, []);
});

Deno.test("Hub answers probes before hello, and refuses everything else", () => {
  const world = new World();
  const tab = world.tab("alice");
  tab.say("probe", { sentMs: 7 });
  assert.deepEqual(tab.last("echo"), {
    type: "echo",
    sentMs: 7,
    serverMs: 1000,
  });
  const id = tab.say("play");
  const { code, id: refused } = tab.last("error") ?? {};
  assert.deepEqual([code, refused], ["no-hello", id]);
  assert.equal(world.hub.room("17"), null);
});

Deno.test("Hub refuses a second hello and keeps the link", () => {
  const tab = new World().enter("alice").hello();
  assert.equal(tab.last("error")?.code, "not-possible");
  assert.equal(tab.all("welcome").length, 1);
  assert.equal(tab.closedWith, null);
});

Deno.test("Hub turns another version away with a code that says so", () => {
  const tab = new World().tab("alice").hello(null, 999);
  assert.equal(tab.last("error")?.code, "version");
  assert.equal(tab.closedWith, CLOSE.version);
});

Deno.test("Hub gives a row back to its token, and welcomes before anything else", () => {
  const world = new World();
  const alice = world.enter("alice");
  const bob = world.enter("bob");
  const first = bob.last("welcome");
  bob.drop();
  world.clock.pass(3000);
  alice.events.length = 0;
  const again = world.tab("bob").hello(first?.token);
  assert.equal(again.events[0]?.type, "welcome");
  assert.equal(again.last("welcome")?.viewer, first?.viewer);
  assert.equal(again.last("welcome")?.name, "bob");
  world.clock.pass(1000);
  assert.equal(alice.all("line").length, 0, "a hiccup tells nothing");
});

Deno.test("Hub takes a hello whose welcome was lost for the same tab when it comes again", () => {
  const world = new World();
  const alice = world.enter("alice");
  const token = "t".repeat(32);
  const lost = world.tab("bob").hello(token);
  const { viewer } = lost.last("welcome") ?? assert.fail();
  const again = world.tab("bob").hello(token);
  assert.equal(again.last("welcome")?.viewer, viewer);
  assert.equal(again.last("welcome")?.name, "bob");
  assert.equal(again.last("welcome")?.token, token);
  world.clock.pass(10_000);
  assert.equal(alice.all("line").length, 1, "one join, no leave");
});

Deno.test("Hub rolls a token itself where a tab's own could be guessed", () => {
  const world = new World();
  const welcome = world.tab("bob").hello("t".repeat(31)).last("welcome");
  assert.notEqual(welcome?.token, "t".repeat(31));
});

Deno.test("Hub welcomes a silent viewer who is back before it tells them anything", () => {
  const world = new World();
  const bob = world.enter("bob");
  const token = bob.last("welcome")?.token ?? "";
  world.clock.pass(11_000);
  const again = world.tab("bob").hello(token);
  assert.deepEqual(again.events.map(({ type }) => type), ["welcome"]);
  assert.equal(again.last("welcome")?.history.length, 1, "one join, no leave");
});

const STRANGERS: [what: string, name: string, tokenOf: "bob" | "nobody"][] = [
  ["a wrong token", "bob", "nobody"],
  ["the token of another name", "alice", "bob"],
];
for (const [what, name, tokenOf] of STRANGERS) {
  Deno.test(`Hub gives a row of their own to who comes with ${what}`, () => {
    const world = new World();
    const bob = world.enter("bob");
    const token = tokenOf === "bob"
      ? bob.last("welcome")?.token ?? ""
      : "guess";
    const stranger = world.tab(name).hello(token);
    assert.notEqual(
      stranger.last("welcome")?.viewer,
      bob.last("welcome")?.viewer,
    );
    assert.equal(
      stranger.last("welcome")?.name,
      name === "bob" ? "bob (2)" : "alice",
    );
    assert.notEqual(stranger.last("welcome")?.token, token);
    assert.equal(bob.closedWith, null);
  });
}

Deno.test("Hub closes the older link of a row, whose end then changes nothing", () => {
  const world = new World();
  const first = world.enter("bob");
  const second = world.tab("bob").hello(first.last("welcome")?.token);
  assert.equal(first.closedWith, CLOSE.replaced);
  first.drop();
  first.say("pause");
  world.clock.pass(8000);
  second.say("report", { atMs: world.clock.nowMs() });
  assert.equal(world.hub.room("17")?.viewers.size, 1);
  assert.equal(second.closedWith, null);
  assert.equal(second.last("line")?.line.what, undefined);
});

Deno.test("Hub takes 8 links of a name", () => {
  const world = new World();
  const tabs = Array.from({ length: 9 }, () => world.enter("胡桃"));
  assert.equal(tabs[7]?.last("welcome")?.name, "胡桃 (8)");
  assert.equal(tabs[8]?.last("error")?.code, "full");
  assert.equal(tabs[8]?.closedWith, CLOSE.full);
});

Deno.test("Hub takes 256 links of an address, and one more when one goes", () => {
  const world = new World();
  const tabs: Tab[] = [];
  for (let i = 0; i < LINKS_PER_ADDRESS_MAX; i++) tabs.push(world.tab(`v${i}`));
  const extra = world.tab("extra");
  assert.equal(extra.closedWith, CLOSE.full);
  assert.equal(extra.last("error")?.code, "full");
  extra.drop();
  assert.equal(world.tab("still full").closedWith, CLOSE.full);
  assert.equal(world.tab("other", { address: "5.6.7.8" }).closedWith, null);
  tabs[0]?.drop();
  tabs[0]?.drop();
  assert.equal(world.tab("one").closedWith, null);
  assert.equal(
    world.tab("two").closedWith,
    CLOSE.full,
    "a close that came twice frees one place",
  );
});

Deno.test("Hub spares a slow link the rows, and closes it above 1 MiB", () => {
  const world = new World();
  const alice = world.enter("alice");
  const slow = world.enter("slow");
  world.clock.pass(300);
  slow.events.length = 0;
  slow.bufferedBytes = 64 * 1024 + 1;
  alice.say("report", { atMs: world.clock.nowMs() });
  world.clock.pass(300);
  assert.deepEqual(slow.events, []);
  alice.say("pause");
  assert.deepEqual(
    slow.all("timeline").length,
    1,
    "what matters still goes out",
  );
  slow.bufferedBytes = 1024 * 1024 + 1;
  alice.say("play");
  world.clock.pass(300);
  assert.equal(slow.closedWith, CLOSE.slow);
  assert.equal(alice.closedWith, null);
});

Deno.test("Hub drops a room 10 min after its last viewer, and finds it again in the store", () => {
  const world = new World();
  const alice = world.enter("alice");
  alice.say("source", { source: { kind: "film", path: "two.mp4" } });
  alice.say("say", { text: "早" });
  alice.drop();
  world.clock.pass(5500);
  assert.equal(world.hub.room("17")?.viewers.size, 0);
  world.clock.pass(ROOM_IDLE_MS - 1000);
  assert.notEqual(world.hub.room("17"), null);
  world.clock.pass(2000);
  assert.equal(world.hub.room("17"), null);
  assert.equal(world.clock.waiting, 0, "an empty process sleeps");
  const back = world.enter("bob").last("welcome");
  assert.deepEqual(back?.timeline.source, { kind: "film", path: "two.mp4" });
  assert.ok(back?.history.some(({ text }) => text === "早"));
});

Deno.test("Hub keeps a room whose viewer is back within 10 min", () => {
  const world = new World();
  world.enter("alice").drop();
  world.clock.pass(ROOM_IDLE_MS / 2);
  const alice = world.enter("alice");
  world.clock.pass(ROOM_IDLE_MS);
  assert.notEqual(world.hub.room("17"), null);
  assert.equal(alice.closedWith, null);
});

Deno.test("Hub lets nobody else notice what one does wrong", () => {
  const world = new World();
  const alice = world.enter("alice");
  const evil = world.enter("evil");
  world.clock.pass(500);
  alice.events.length = 0;
  const frames = [
    "",
    "[]",
    "{",
    frame("seek", { positionS: -1 }),
    '{"type":"x"}',
    "字".repeat(9000),
  ];
  for (const text of frames) evil.raw(text);
  evil.raw(null);
  assert.deepEqual(evil.all("error").map(({ code }) => code), [
    "bad-frame",
    "bad-frame",
    "bad-frame",
    "bad-field",
    "unknown-type",
    "too-large",
    "bad-frame",
  ]);
  assert.equal(evil.closedWith, null);
  world.clock.pass(500);
  assert.deepEqual(alice.events, []);
});

Deno.test("Hub tells everyone that the films changed", () => {
  const world = new World();
  const tabs = [world.enter("alice"), world.enter("bob", { room: "18" })];
  world.hub.announceLibrary();
  for (const tab of tabs) assert.equal(tab.all("library").length, 1);
});

Deno.test("Hub.close() saves all rooms, ends all links and lets nobody in", () => {
  const world = new World();
  const alice = world.enter("alice");
  const unseated = world.tab("bob");
  alice.say("seek", { positionS: 777 });
  world.hub.close();
  assert.equal(world.store.load("17")?.timeline.positionS, 777);
  assert.equal(alice.closedWith, CLOSE.going);
  assert.equal(unseated.closedWith, CLOSE.going);
  alice.drop();
  unseated.hello();
  assert.equal(world.tab("carol").closedWith, CLOSE.going);
  assert.equal(world.hub.room("17"), null);
});

Deno.test("Hub gives those who come back to another run their rows, and tells nobody", () => {
  const first = new World();
  const tabs = [first.enter("alice"), first.enter("alice")];
  tabs[1]?.say("act", { what: "pause" });
  const welcomes = tabs.map((tab) => tab.last("welcome"));
  const told = first.hub.room("17")?.history;
  first.hub.close();
  const second = new World(first.store);
  // The second comes first, and keeps the name that it was given.
  const back = [...welcomes].reverse().map((welcome) =>
    second.tab("alice").hello(welcome?.token).last("welcome")
  );
  assert.deepEqual(back.map((welcome) => welcome?.name), [
    "alice (2)",
    "alice",
  ]);
  assert.deepEqual(
    back.map((welcome) => welcome?.viewer),
    welcomes.map((welcome) => welcome?.viewer).reverse(),
  );
  assert.deepEqual(second.hub.room("17")?.history, told);
  const rows = second.hub.room("17")?.viewers.values() ?? [];
  assert.deepEqual([...rows].map(({ following }) => following), [true, false]);
});

Deno.test("Hub writes a room down before anybody hears of a change, and each 10 s while it plays", () => {
  const { store, savedMs } = watchedStore();
  const world = new World(store);
  const alice = world.enter("alice");
  const before = savedMs.length;
  for (let i = 0; i < 5; i++) {
    const id = alice.say("seek", { positionS: i });
    assert.deepEqual(
      [alice.last("ack")?.id, alice.last("ack")?.kept],
      [id, "memory"],
      "the store of this test is no disk",
    );
    assert.equal(store.load("17")?.timeline.positionS, i);
  }
  alice.say("play");
  assert.equal(savedMs.length - before, 6);
  world.clock.pass(3000);
  const since = savedMs.length;
  for (let s = 0; s < 30; s++) {
    alice.say("report", { atMs: world.clock.nowMs(), durationS: null });
    world.clock.pass(1000);
  }
  assert.equal(savedMs.length - since, 3);
});

Deno.test("Hub goes on in memory while the disk is full, says so once, and makes up for it", () => {
  const { store, failing } = watchedStore("disk");
  const world = new World(store);
  const alice = world.enter("alice");
  const bob = world.enter("bob");
  const carol = world.enter("carol", { room: "18" });
  alice.say("pause");
  assert.equal(alice.last("ack")?.kept, "disk");
  failing.on = true;
  const id = alice.say("say", { text: "in the dark" });
  carol.say("say", { text: "me too" });
  assert.deepEqual([alice.last("ack")?.id, alice.last("ack")?.kept], [
    id,
    "memory",
  ]);
  assert.equal(bob.last("line")?.line.text, "in the dark");
  for (const tab of [alice, bob, carol]) {
    assert.deepEqual(tab.all("disk").map(({ ok }) => ok), [false]);
  }
  assert.equal(world.enter("dave").last("welcome")?.diskOk, false);
  world.clock.pass(10_000);
  failing.on = false;
  world.clock.pass(3000);
  for (const tab of [alice, bob, carol]) {
    assert.deepEqual(tab.all("disk").map(({ ok }) => ok), [false, true]);
  }
  const texts = (room: string) =>
    store.load(room)?.history.map(({ text }) => text) ?? [];
  assert.ok(texts("17").includes("in the dark"));
  assert.ok(texts("18").includes("me too"));
  alice.say("play");
  assert.equal(alice.last("ack")?.kept, "disk");
});

Deno.test("Hub keeps an empty room in memory while the disk lacks something of it", () => {
  const { store, failing } = watchedStore("disk");
  const world = new World(store);
  const alice = world.enter("alice");
  failing.on = true;
  alice.say("say", { text: "kept" });
  alice.drop();
  world.clock.pass(2 * ROOM_IDLE_MS);
  assert.notEqual(world.hub.room("17"), null);
  failing.on = false;
  world.clock.pass(2 * ROOM_IDLE_MS);
  assert.equal(world.hub.room("17"), null);
  const texts = store.load("17")?.history.map(({ text }) => text);
  assert.ok(texts?.includes("kept"));
});

Deno.test("Hub does not tell that the disk took a room where it is let go without", () => {
  const { store, failing } = watchedStore("disk");
  const world = new World(store);
  const alice = world.enter("alice");
  failing.on = true;
  alice.say("say", { text: "in the dark" });
  world.hub.close();
  assert.deepEqual(alice.all("disk").map(({ ok }) => ok), [false]);
});

Deno.test("Hub begins a room anew where the store cannot be read", () => {
  const { store, failing } = watchedStore();
  failing.on = true;
  const welcome = new World(store).enter("alice").last("welcome");
  assert.equal(welcome?.timeline.positionS, 0);
});

Deno.test("Hub counts rooms, links, viewers, and by code what is refused at a link", () => {
  const world = new World();
  world.enter("alice").hello();
  world.enter("bob", { room: "18" });
  world.tab("mute");
  const text = world.counters.toText();
  for (
    const line of [
      ...["rooms 2", "viewers 2", "links 3", "links_opened_total 3"],
      'refusals_total{code="not-possible"} 1',
    ]
  ) {
    assert.ok(text.includes(`seventeenkan_${line}\n`), line);
  }
});

Deno.test("Hub counts by code what the rules of a room refuse, once for each", () => {
  const world = new World();
  const owner = world.enter("owner");
  owner.say("claim");
  owner.say("rights", {
    rights: {
      command: "owner",
      source: "viewer",
      guard: "viewer",
      write: "viewer",
    },
  });
  const guest = world.enter("guest");
  guest.say("pause");
  guest.say("pause");
  owner.say("play", { pressedAtMs: -1e9 });
  const lines = world.counters.toText().split("\n").filter((line) =>
    line.startsWith("seventeenkan_refusals_total{")
  );
  assert.deepEqual(lines.sort(), [
    'seventeenkan_refusals_total{code="forbidden"} 2',
    'seventeenkan_refusals_total{code="stale"} 1',
  ]);
});

function watchedStore(keeps: Store["keeps"] = "memory") {
  const inner = createMemoryStore();
  const savedMs: number[] = [];
  const failing = { on: false };
  const store: Store = {
    ...inner,
    keeps,
    load: (id) => {
      if (failing.on) throw new Error("disk I/O error");
      return inner.load(id);
    },
    save: (room) => {
      if (failing.on) throw new Error("disk full");
      savedMs.push(room.savedWallMs - 1.7e12);
      inner.save(room);
    },
  };
  return { store, savedMs, failing };
}

Deno.test("Hub hands a viewer's timings on under the viewer's own id", () => {
  const world = new World();
  const tab = world.tab("alice");
  tab.say("timings");
  assert.equal(tab.last("error")?.code, "no-hello");
  tab.hello();
  tab.say("timings");
  assert.deepEqual(world.timings, [[
    tab.last("welcome")?.viewer,
    [{ startedMs: 1000, firstByteMs: 2, lastByteMs: 9, bytes: 1024 }],
  ]]);
});
