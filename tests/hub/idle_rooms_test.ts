import assert from "node:assert/strict";
import { World } from "./world.ts";

/** Text of one message, in UTF-16 units. */
const UNITS = 400;

/** Somebody fills a room with so many messages, and leaves. */
function fill(world: World, room: string, messages: number): void {
  const tab = world.enter("a", { room, address: room });
  for (let i = 0; i < messages; i++) {
    tab.say("say", { text: "字".repeat(UNITS) });
  }
  tab.drop();
  world.clock.pass(6000);
}

Deno.test("Hub lets rooms leave memory that nobody is in where they hold too much, the one left longest ago first", () => {
  const world = new World(undefined, undefined, undefined, {
    idleUnitsMax: 20 * UNITS + 500,
  });
  const { hub } = world;
  const inMemory = () =>
    ["one", "two", "three", "here"].filter((id) => hub.room(id) !== null);
  const here = world.enter("b", { room: "here" });
  for (let i = 0; i < 30; i++) here.say("say", { text: "字".repeat(UNITS) });
  fill(world, "one", 9);
  fill(world, "two", 9);
  assert.deepEqual(inMemory(), ["one", "two", "here"]);
  // Whoever comes back takes their room out of the count.
  const back = world.enter("c", { room: "one" });
  fill(world, "three", 9);
  assert.deepEqual(inMemory(), ["one", "two", "three", "here"]);
  back.drop();
  world.clock.pass(6000);
  assert.deepEqual(inMemory(), ["one", "three", "here"]);
  assert.equal(here.closedWith, null);
  const welcome = world.enter("d", { room: "two" }).last("welcome");
  const texts = welcome?.history.filter(({ text }) => text !== "");
  assert.equal(texts?.length, 9, "the store has it");
});

Deno.test("Hub lets no room go that somebody is coming into, however much all hold", async () => {
  const world = new World(undefined, undefined, undefined, {
    idleUnitsMax: UNITS,
  });
  const session = "owner".padEnd(40, "x");
  const owner = world.enter("a", { session });
  owner.say("claim");
  owner.say("password", { password: "看片17" });
  // The hash is promised.
  for (let i = 0; i < 20; i++) await Promise.resolve();
  world.clock.pass(2000);
  for (let i = 0; i < 3; i++) owner.say("say", { text: "字".repeat(UNITS) });
  assert.equal(owner.all("error").length, 0);
  owner.drop();
  world.clock.pass(6000);
  // Who is let into a closed room is written down before they are in it.
  const back = world.enter("a", { session });
  assert.equal(back.all("welcome").length, 1);
  assert.notEqual(world.hub.room("17"), null);
});
