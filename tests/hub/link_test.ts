import assert from "node:assert/strict";
import { CLOSE, COMMANDS_BURST, COMMANDS_PER_S } from "@/lib/protocol/mod.ts";
import { take } from "@/lib/hub/bucket.ts";
import { World } from "./world.ts";

Deno.test("take() lets a burst through, then a steady rate", () => {
  const size = { perS: 20, burst: 40 };
  let bucket = { tokens: 40, atMs: 0 };
  const count = (fromMs: number, toMs: number) => {
    let taken = 0;
    for (let ms = fromMs; ms < toMs; ms++) {
      const got = take(bucket, size, ms);
      bucket = got.bucket;
      if (got.taken) taken++;
    }
    return taken;
  };
  assert.equal(count(0, 1), 1);
  assert.equal(
    count(1, 1000),
    58,
    "40 at once and 20 more in the second, less the first one",
  );
  assert.equal(count(1000, 2000), 20);
  assert.equal(count(60_000, 60_041), 40);
});

Deno.test("take() gives nothing for a clock that runs backwards", () => {
  const { bucket, taken } = take({ tokens: 0, atMs: 1000 }, {
    perS: 20,
    burst: 40,
  }, 0);
  assert.equal(taken, false);
  assert.equal(bucket.tokens, 0);
});

Deno.test("Link takes 40 commands at once and 20 a second, and refuses by name what is more", () => {
  const world = new World();
  const tab = world.enter("alice");
  world.clock.pass(5000);
  for (let i = 0; i < COMMANDS_BURST; i++) tab.say("postProgress");
  assert.equal(tab.all("ack").length, COMMANDS_BURST);
  const id = tab.say("play");
  const { code, id: refused } = tab.last("error") ?? {};
  assert.deepEqual([code, refused], ["too-fast", id]);
  world.clock.pass(1000);
  for (let i = 0; i < COMMANDS_PER_S; i++) tab.say("postProgress");
  assert.equal(tab.all("ack").length, COMMANDS_BURST + COMMANDS_PER_S);
  assert.equal(tab.closedWith, null);
});

Deno.test("Link has a bucket of its own for probes and reports", () => {
  const world = new World();
  const tab = world.enter("alice");
  world.clock.pass(5000);
  for (let i = 0; i < 119; i++) tab.say("probe");
  tab.say("report");
  assert.equal(tab.all("echo").length, 119);
  assert.equal(tab.all("error").length, 0);
  tab.say("probe");
  assert.equal(tab.last("error")?.code, "too-fast");
  const id = tab.say("play");
  assert.equal(tab.last("ack")?.id, id);
});

Deno.test("Link is closed at the twentieth bad frame within 10 s, with a code to stay away", () => {
  const world = new World();
  const alice = world.enter("alice");
  const evil = world.enter("evil");
  for (let i = 0; i < 19; i++) {
    evil.raw("nonsense");
    world.clock.pass(500);
  }
  assert.equal(evil.closedWith, null);
  evil.raw("nonsense");
  assert.equal(evil.closedWith, CLOSE.abuse);
  assert.equal(CLOSE.abuse, 4008);
  assert.equal(evil.all("error").length, 20);
  evil.say("pause");
  assert.equal(
    alice.all("timeline").length,
    0,
    "nothing is heard of it any more",
  );
});

Deno.test("Link forgets bad frames after 10 s", () => {
  const world = new World();
  const tab = world.enter("alice");
  for (let i = 0; i < 60; i++) {
    tab.raw("nonsense");
    world.clock.pass(530);
  }
  assert.equal(tab.closedWith, null);
  assert.equal(tab.all("error").length, 60);
});

Deno.test("Link tells the whole room anew to who went without rows, once they are near again", () => {
  const world = new World();
  const alice = world.enter("alice");
  world.clock.pass(1000);
  alice.bufferedBytes = 100_000;
  const bob = world.enter("bob");
  world.clock.pass(500);
  assert.equal(
    alice.all("rows").some(({ changed }) => changed.length > 1),
    false,
  );
  alice.bufferedBytes = 0;
  bob.say("report");
  world.clock.pass(500);
  assert.equal(alice.all("welcome").length, 2);
  assert.equal(alice.last("welcome")?.rows.length, 2);
});

Deno.test("Link is not closed for a welcome that is larger than what it may owe", () => {
  const world = new World();
  const alice = world.enter("alice");
  alice.bufferedBytes = 1024 * 1024 + 100;
  alice.say("probe");
  assert.equal(alice.closedWith, null);
  alice.bufferedBytes = 10 * 1024 * 1024;
  alice.say("probe");
  assert.equal(alice.closedWith, CLOSE.slow);
});
