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
