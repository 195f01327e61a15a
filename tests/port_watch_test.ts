import assert from "node:assert/strict";
import { type Knocked, watchPort } from "@/lib/port_watch.ts";
import { FakeClock } from "./hub/world.ts";

const settled = () => new Promise<void>((resolve) => setTimeout(resolve));

Deno.test("watchPort() listens anew where nobody does, says so, and goes on looking", async () => {
  const clock = new FakeClock();
  const knocked: Knocked[] = [
    "there",
    "unknown",
    "gone",
    "gone",
    "gone",
    "there",
  ];
  const told: (string | null)[] = [];
  let listens = 0;
  const stop = watchPort({
    knock: () => Promise.resolve(knocked.shift() ?? "there"),
    listenAgain: () => {
      if (++listens === 1) return Promise.reject(new Error("too many files"));
      // The third finds that somebody did meanwhile, which is no news.
      return Promise.resolve(listens === 2);
    },
    onLook: (error) => told.push(error?.message ?? null),
    after: (delayMs, callback) => clock.after(delayMs, callback),
  });
  for (let i = 0; i < 7; i++) {
    clock.pass(2000);
    await settled();
  }
  assert.deepEqual(told, ["too many files", null]);
  assert.equal(listens, 3);
  assert.equal(knocked.length, 0);
  stop();
  assert.equal(clock.waiting, 0);
});
