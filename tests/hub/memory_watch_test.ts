import assert from "node:assert/strict";
import { CLOSE } from "@/lib/protocol/mod.ts";
import { MEMORY_GROWS_BYTES } from "@/lib/hub/mod.ts";
import { type Tab, World } from "./world.ts";

const MB = 2 ** 20;

function watched() {
  const memory = { bytes: 200 * MB };
  const world = new World(undefined, undefined, undefined, {
    memoryBytes: () => memory.bytes,
  });
  const [page, silent] = [world.enter("page"), world.enter("silent")];
  /** Lets time pass in which the page speaks, as pages do. */
  const pass = (spanMs: number, those: readonly Tab[] = [page]) => {
    for (let ms = 0; ms < spanMs; ms += 500) {
      for (const tab of those) tab.say("probe");
      world.clock.pass(500);
    }
  };
  return { memory, world, page, silent, pass };
}

Deno.test("Hub cuts who says nothing where its memory grows, and nobody else", () => {
  const { memory, page, silent, pass } = watched();
  pass(20_000);
  memory.bytes += MEMORY_GROWS_BYTES - 1;
  pass(20_000);
  assert.equal(silent.closedWith, null, "not for what it takes to live");
  memory.bytes += 1;
  pass(1000);
  assert.equal(silent.closedWith, CLOSE.slow);
  assert.equal(page.closedWith, null);
});

Deno.test("Hub looks for some seconds for who makes its memory grow, and then takes it for what it needs", () => {
  const { memory, world, page, silent, pass } = watched();
  const both = [page, silent];
  pass(1000, both);
  memory.bytes += MEMORY_GROWS_BYTES;
  pass(8000);
  assert.equal(silent.closedWith, null, "silent for too short a time");
  pass(3000);
  assert.equal(silent.closedWith, CLOSE.slow);
  const late = world.enter("late");
  pass(4000, [page, late]);
  pass(20_000);
  assert.equal(late.closedWith, null, "nothing grows any more");
});

Deno.test("Hub blames nobody for memory that grew while it stood still itself", () => {
  const { memory, world, page, silent, pass } = watched();
  pass(1000, [page, silent]);
  world.clock.freeze(30_000);
  memory.bytes += MEMORY_GROWS_BYTES;
  world.clock.pass(0);
  assert.deepEqual([page.closedWith, silent.closedWith], [null, null]);
  world.hub.close();
});

Deno.test("Hub takes nobody for silent while it is so busy that it looks late, and cuts them at the latest after twice as long", () => {
  const { memory, world, page, silent } = watched();
  const busy = (spanMs: number) => {
    for (let ms = 0; ms < spanMs; ms += 700) {
      world.clock.pass(400);
      world.clock.freeze(300);
      world.clock.pass(0);
      page.say("probe");
    }
  };
  world.clock.pass(1000);
  memory.bytes += MEMORY_GROWS_BYTES;
  busy(16_000);
  assert.equal(silent.closedWith, null, "what they said may wait to be heard");
  busy(5000);
  assert.equal(silent.closedWith, CLOSE.slow);
  assert.equal(page.closedWith, null);
});
