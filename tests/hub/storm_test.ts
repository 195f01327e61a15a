import assert from "node:assert/strict";
import { World } from "./world.ts";

/** Spans of 50 seeks, in ms: a second, and one that the network stretched. */
const SPANS_MS = [500, 1000, 1080];

for (const spanMs of SPANS_MS) {
  for (const count of [1, 2, 5]) {
    Deno.test(`Hub sends at most 10 timelines for 50 seeks of ${count} in ${spanMs} ms, and the last wins`, () => {
      const world = new World();
      const tabs = Array.from(
        { length: count },
        (_, index) => world.enter(`viewer${index}`),
      );
      world.clock.pass(5000);
      for (const tab of tabs) tab.events.length = 0;
      let last = "";
      for (let seek = 0; seek < 50; seek++) {
        const tab = tabs[seek % count];
        assert.ok(tab !== undefined);
        last = tab.say("seek", { positionS: 100 + seek });
        if (seek < 49) world.clock.pass(spanMs / 49);
      }
      world.clock.pass(1000);
      const id = world.hub.room("17")?.timeline;
      for (const tab of tabs) {
        assert.deepEqual(tab.unreadable, []);
        assert.deepEqual(tab.all("error"), []);
        const timelines = tab.all("timeline");
        assert.ok(timelines.length <= 10, `${timelines.length} timelines`);
        assert.equal(timelines.at(-1)?.timeline.positionS, 149);
        assert.equal(timelines.at(-1)?.timeline.revision, id?.revision);
      }
      const acked = tabs.flatMap((tab) => tab.all("ack")).map(({ id }) => id);
      assert.equal(acked.length, 50, "every press is answered");
      assert.ok(acked.includes(last));
    });
  }
}

Deno.test("Hub refuses a press of more than 2 s ago and shows its sender how the room stands", () => {
  const world = new World();
  const alice = world.enter("alice");
  const bob = world.enter("bob");
  alice.say("seek", { positionS: 30 });
  world.clock.pass(3000);
  for (const tab of [alice, bob]) tab.events.length = 0;
  const pressedAtMs = world.clock.nowMs() - 2001;
  const id = bob.say("seek", { positionS: 900, pressedAtMs });
  assert.deepEqual(
    bob.all("error").map(({ code, id }) => [code, id]),
    [["stale", id]],
  );
  assert.equal(bob.last("timeline")?.timeline.positionS, 30);
  assert.equal(bob.all("ack").length, 0);
  world.clock.pass(1000);
  assert.equal(alice.all("timeline").length, 0);
  const inTime = world.clock.nowMs() - 1999;
  bob.say("seek", { positionS: 900, pressedAtMs: inTime });
  assert.equal(alice.last("timeline")?.timeline.positionS, 900);
});
