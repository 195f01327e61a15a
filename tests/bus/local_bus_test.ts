import assert from "node:assert/strict";
import { createLocalBus, type Post } from "@/lib/bus/mod.ts";

const POST: Post = { to: "all", frame: "hello", haste: "now" };

Deno.test("createLocalBus() reaches who listens to the room, and nobody else", () => {
  const bus = createLocalBus();
  const heard: string[] = [];
  bus.subscribe("17", ({ frame }) => heard.push(`a ${frame}`));
  bus.subscribe("17", ({ frame }) => heard.push(`b ${frame}`));
  bus.subscribe("18", ({ frame }) => heard.push(`c ${frame}`));
  bus.publish("17", POST);
  bus.publish("19", POST);
  assert.deepEqual(heard, ["a hello", "b hello"]);
});

Deno.test("createLocalBus() no longer reaches who stopped, also in the middle of a post", () => {
  const bus = createLocalBus();
  const heard: string[] = [];
  const stopFirst = bus.subscribe("17", () => {
    heard.push("first");
    stopSecond();
  });
  const stopSecond = bus.subscribe("17", () => heard.push("second"));
  bus.publish("17", POST);
  stopFirst();
  stopFirst();
  bus.publish("17", POST);
  assert.deepEqual(heard, ["first"]);
});
