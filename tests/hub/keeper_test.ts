import assert from "node:assert/strict";
import { createMemoryStore } from "@/lib/store/mod.ts";
import { World } from "./world.ts";

Deno.test("Hub writes down rooms that play one at a time, however many began at once", () => {
  const store = createMemoryStore();
  const savedMs: number[] = [];
  const save: typeof store.save = (room, since) => {
    savedMs.push(world.clock.nowMs());
    store.save(room, since);
  };
  const world = new World({ ...store, save });
  const rooms = 40;
  for (let i = 0; i < rooms; i++) {
    const tab = world.enter("alice", { room: `r${i}`, address: `1.2.3.${i}` });
    tab.say("play");
  }
  const before = savedMs.length;
  const fromMs = world.clock.nowMs();
  for (let ms = 0; ms < 12_000; ms++) world.clock.pass(1);
  const saved = savedMs.slice(before);
  assert.equal(saved.length, rooms);
  assert.equal(new Set(saved).size, rooms, "two at one instant");
  const lastMs = (saved.at(-1) ?? NaN) - fromMs;
  assert.ok(lastMs < 10_500, `the last is written after ${lastMs} ms`);
});
