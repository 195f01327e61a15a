import assert from "node:assert/strict";
import type { Ran } from "@/lib/media/preview/run_ffmpeg.ts";
import {
  createStillQueue,
  STILLS_WAITING_MAX,
} from "@/lib/media/preview/still_queue.ts";
import { FakeTimers } from "../fake_timers.ts";

/** A queue whose program ends when the test says so. */
function world() {
  const timers = new FakeTimers();
  const started: string[] = [];
  const ends: ((ran: Ran) => void)[] = [];
  const queue = createStillQueue({
    run: ([word = ""]) => {
      started.push(word);
      return new Promise((done) => ends.push(done));
    },
    nowMs: timers.nowMs,
    timers,
  });
  const end = async () => {
    ends.shift()?.({ type: "stopped" });
    await Promise.resolve();
    await Promise.resolve();
  };
  return { timers, queue, started, end };
}

Deno.test("createStillQueue() runs one at a time and rests as long as it ran", async () => {
  const { timers, queue, started, end } = world();
  void queue.run(["a"]);
  void queue.run(["b"]);
  assert.deepEqual(started, ["a"]);
  timers.pass(300);
  await end();
  timers.pass(299);
  assert.deepEqual(started, ["a"]);
  timers.pass(1);
  assert.deepEqual(started, ["a", "b"]);
});

Deno.test("createStillQueue() drops the oldest that waits where too many do", async () => {
  const { timers, queue, started, end } = world();
  const asked = Array.from(
    { length: STILLS_WAITING_MAX + 2 },
    (_, index) => queue.run([String(index)]),
  );
  // The first runs, the second waited longest.
  assert.deepEqual(await asked[1], { type: "busy" });
  await end();
  timers.pass(1);
  assert.deepEqual(started, ["0", "2"]);
});
