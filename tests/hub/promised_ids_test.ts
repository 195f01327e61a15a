import assert from "node:assert/strict";
import {
  PROMISED_FOR_MS,
  PROMISED_MAX,
  PromisedIds,
} from "@/lib/hub/promised_ids.ts";
import { World } from "./world.ts";

function promises() {
  let rolled = 0;
  return new PromisedIds(() => `viewer${++rolled}`);
}

Deno.test("PromisedIds redeems what it promised once, in its room and in time", () => {
  const ids = promises();
  const first = ids.give("17", 0);
  assert.equal(ids.redeem("viewer99", "17", 1), false);
  assert.equal(ids.redeem(first, "18", 1), false);
  assert.equal(ids.roomOf(first), "17");
  assert.equal(ids.redeem(first, "17", PROMISED_FOR_MS), true);
  assert.equal(ids.redeem(first, "17", PROMISED_FOR_MS), false);
  assert.equal(ids.roomOf(first), null);
  const late = ids.give("17", 0);
  assert.equal(ids.redeem(late, "17", PROMISED_FOR_MS + 1), false);
});

Deno.test("PromisedIds forgets the oldest beyond its bound", () => {
  const ids = promises();
  const first = ids.give("17", 0);
  const second = ids.give("17", 0);
  for (let n = 2; n <= PROMISED_MAX; n++) ids.give("17", 0);
  assert.equal(ids.size, PROMISED_MAX);
  assert.equal(ids.redeem(first, "17", 1), false);
  assert.equal(ids.redeem(second, "17", 1), true);
});

Deno.test("Hub lets who comes be the one whom their page was promised", () => {
  const world = new World();
  const expected = world.hub.expect("17");
  assert.equal(expected?.path, "001.mp4");
  // Nothing is made for a page that was only looked at.
  assert.equal(world.hub.room("17"), null);
  const viewer = expected?.viewerId ?? "";
  const alice = world.tab("alice");
  alice.say("hello", { viewer });
  assert.equal(alice.last("welcome")?.viewer, viewer);
  // The same page, opened by another from some cache.
  const bob = world.tab("bob");
  bob.say("hello", { viewer });
  assert.notEqual(bob.last("welcome")?.viewer, viewer);
  // Nobody chooses who they are, or takes another's row.
  const mallory = world.tab("mallory");
  mallory.say("hello", { viewer: bob.last("welcome")?.viewer ?? "" });
  assert.notEqual(
    mallory.last("welcome")?.viewer,
    bob.last("welcome")?.viewer,
  );
  assert.equal(world.hub.room("17")?.viewers.size, 3);
});

Deno.test("Hub gives a row back to its token, whatever the page was promised", () => {
  const world = new World();
  const alice = world.enter("alice");
  const { viewer, token } = alice.last("welcome") ?? assert.fail();
  alice.drop();
  const again = world.tab("alice");
  again.say("hello", { token, viewer: world.hub.expect("17")?.viewerId ?? "" });
  assert.equal(again.last("welcome")?.viewer, viewer);
});

Deno.test("Hub expects nobody where a room shows no film of the server", () => {
  const world = new World();
  const alice = world.enter("alice");
  alice.say("source", {
    source: { kind: "link", url: "https://films.example/a.mp4" },
  });
  assert.equal(world.hub.expect("17"), null);
  assert.equal(world.hub.expect("18")?.path, "001.mp4");
});
