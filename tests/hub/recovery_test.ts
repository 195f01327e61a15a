import assert from "node:assert/strict";
import { BEAT_AFTER_MS, CLOSE, DEAD_AFTER_MS } from "@/lib/protocol/mod.ts";
import type { Tab } from "./world.ts";
import { World } from "./world.ts";

const seenBy = (tab: Tab) => ({
  epoch: tab.last("welcome")?.epoch ?? "",
  revision: tab.last("welcome")?.timeline.revision ?? 0,
  line: tab.last("welcome")?.history.at(-1)?.number ?? 0,
});

/** Texts of what a room remembers of viewers. */
const textsOf = (world: World) =>
  world.hub.room("17")?.history.flatMap(({ text }) =>
    text === "" ? [] : [text]
  );

Deno.test("Hub does once what is sent again after a short break, after a long one, and after a restart", () => {
  let world = new World();
  const alice = world.enter("alice");
  const token = alice.last("welcome")?.token ?? null;
  const twice = { id: "mine", text: "once" };
  alice.say("say", twice);
  alice.drop();
  const breaks: [what: string, act: () => void][] = [
    ["short", () => world.clock.pass(1000)],
    ["long", () => world.clock.pass(30_000)],
    ["a restart", () => {
      world.hub.close();
      world = new World(world.store);
    }],
    ["a long one after a restart", () => {
      world.hub.close();
      world = new World(world.store);
      world.clock.pass(120_000);
    }],
  ];
  for (const [what, act] of breaks) {
    act();
    const back = world.tab("alice").hello(token);
    assert.equal(back.last("welcome")?.token, token, what);
    back.say("say", twice);
    assert.equal(back.last("ack")?.id, "mine", what);
    assert.deepEqual(textsOf(world), ["once"], what);
    back.drop();
  }
});

Deno.test("Hub leaves a token to whom it belongs, here or gone, whatever another tab rolls for itself", () => {
  const world = new World();
  world.enter("carol");
  const token = "t".repeat(32);
  const tokenAs = (name: string) =>
    world.tab(name).hello(token).last("welcome")?.token;
  const alice = world.tab("alice").hello(token);
  const { viewer } = alice.last("welcome") ?? assert.fail();
  alice.say("say", { id: "mine", text: "hers" });
  assert.notEqual(tokenAs("bob"), token, "while she is here");
  alice.drop();
  world.clock.pass(30_000);
  assert.notEqual(tokenAs("dave"), token, "once she has left");
  const back = world.tab("alice").hello(token).last("welcome");
  assert.deepEqual([back?.token, back?.viewer], [token, viewer]);
});

Deno.test("Hub knows the last 128 who left, and no command of another's", () => {
  const world = new World();
  const alice = world.enter("alice");
  alice.say("say", { id: "mine", text: "hers" });
  const bob = world.enter("bob");
  bob.say("say", { id: "mine", text: "his" });
  assert.deepEqual(textsOf(world), ["hers", "his"], "an id is one tab's own");
  for (let i = 0; i < 200; i++) {
    const tab = world.enter(`v${i}`, { address: `a${i}` });
    tab.say("postProgress");
    tab.drop();
  }
  world.clock.pass(6000);
  assert.equal(world.hub.room("17")?.past.size, 128);
});

Deno.test("Hub tells who was here before exactly what they lack", () => {
  const world = new World();
  const bob = world.enter("bob");
  const alice = world.enter("alice");
  const { token } = alice.last("welcome") ?? {};
  const seen = seenBy(alice);
  alice.drop();
  for (const text of ["one", "two"]) bob.say("say", { text });
  const back = world.tab("alice");
  back.say("hello", { token, seen });
  const welcome = back.last("welcome");
  assert.equal(welcome?.historyAfter, seen.line);
  assert.deepEqual(welcome?.history.map(({ text }) => text), ["one", "two"]);
  const cases: [what: string, change: Partial<typeof seen>][] = [
    ["another run's", { epoch: "run0" }],
    ["what was not yet told", { line: 10_000 }],
  ];
  for (const [what, change] of cases) {
    const tab = world.tab("alice");
    tab.say("hello", { token, seen: { ...seen, ...change } });
    assert.equal(tab.last("welcome")?.historyAfter, null, what);
    assert.deepEqual(
      tab.last("welcome")?.history,
      world.hub.room("17")?.history,
      what,
    );
  }
});

Deno.test("Hub tells all anew where the lines between are no longer kept", () => {
  const world = new World();
  const bob = world.enter("bob");
  const alice = world.enter("alice");
  const { token } = alice.last("welcome") ?? {};
  const seen = seenBy(alice);
  alice.drop();
  for (let i = 0; i < 510; i++) {
    bob.say("say", { text: `${i}` });
    world.clock.pass(100);
  }
  const back = world.tab("alice");
  back.say("hello", { token, seen });
  assert.equal(back.last("welcome")?.historyAfter, null);
  assert.equal(back.last("welcome")?.history.length, 500);
});

Deno.test("Hub asks a silent link, and shows a dead one within 5 s, and a live one again", () => {
  const world = new World();
  const alice = world.tab("alice");
  alice.say("hello", { beats: true });
  const bob = world.tab("bob");
  bob.say("hello", { beats: true });
  const older = world.enter("older");
  const isOnline = (name: string) =>
    alice.all("rows").flatMap(({ changed }) => changed)
      .findLast((row) => row.name === name)?.online;
  const silent = (spanMs: number) => {
    for (let ms = 0; ms < spanMs; ms += 500) {
      alice.say("probe");
      world.clock.pass(500);
    }
  };
  silent(BEAT_AFTER_MS + 500);
  assert.equal(bob.all("beat").length, 1);
  assert.equal(alice.all("beat").length, 0, "who speaks is not asked");
  bob.say("probe");
  silent(2000);
  assert.equal(isOnline("bob"), true);
  silent(DEAD_AFTER_MS + 500 - 2000);
  assert.equal(isOnline("bob"), false);
  assert.equal(isOnline("older"), true, "a page that knows no beats");
  bob.say("probe");
  silent(500);
  assert.equal(isOnline("bob"), true);
  assert.equal(bob.closedWith, null);
  assert.equal(older.closedWith, null);
});

Deno.test("Hub blames nobody for the time in which it stood still itself", () => {
  const world = new World();
  const alice = world.tab("alice");
  alice.say("hello", { beats: true });
  const bob = world.enter("bob");
  world.clock.pass(1000);
  bob.drop();
  const told = world.hub.room("17")?.history.length;
  world.clock.freeze(30_000);
  alice.say("probe");
  world.clock.pass(1000);
  const rows = world.hub.room("17")?.viewers;
  assert.equal(rows?.size, 2, "bob still has his grace");
  assert.ok([...rows?.values() ?? []].every(({ listed }) => listed));
  assert.equal(world.hub.room("17")?.history.length, told);
  world.clock.pass(6000);
  assert.equal(world.hub.room("17")?.viewers.size, 1);
});

Deno.test("Hub ends the link whose frame meets a fault of ours, and no other", () => {
  const world = new World();
  const alice = world.enter("alice");
  const bob = world.enter("bob");
  world.clock.wallMs = () => {
    throw new Error("a fault of ours");
  };
  bob.say("play");
  assert.equal(bob.closedWith, CLOSE.fault);
  assert.equal(alice.closedWith, null);
  world.clock.wallMs = () => 1.7e12;
  world.clock.pass(1000);
  alice.say("pause");
  assert.equal(alice.last("timeline")?.timeline.how, "pause");
});

Deno.test("Hub lets an address open 300 links at once and then 10 a second", () => {
  const world = new World();
  const open = (address: string) => {
    const tab = world.tab("x", { address });
    const code = tab.closedWith;
    tab.drop();
    world.clock.pass(1);
    return code;
  };
  let taken = 0;
  for (let i = 0; i < 400; i++) if (open("1.1.1.1") === null) taken++;
  assert.ok(taken >= 300 && taken <= 305, `${taken}`);
  assert.equal(open("1.1.1.1"), CLOSE.tooFast);
  assert.equal(open("2.2.2.2"), null);
  world.clock.pass(1000);
  assert.equal(open("1.1.1.1"), null);
});
