import assert from "node:assert/strict";
import { createThread } from "@/lib/media/thread.ts";
import { FakeTimers } from "./fake_timers.ts";

const CODE = "self.onmessage = ({ data }) => {" +
  "if (data < 0) throw new Error('too little'); self.postMessage(data + 1); };";
const NEVER = new AbortController().signal;

Deno.test("createThread() tells of a thread that fails, and begins another for the next question", async () => {
  let started = 0;
  const thread = createThread<number, number>(() => {
    started++;
    return new Worker(`data:text/javascript,${encodeURIComponent(CODE)}`, {
      type: "module",
    });
  }, new FakeTimers());
  try {
    assert.equal(await thread.ask(1, NEVER), 2);
    assert.equal(await thread.ask(2, NEVER), 3);
    assert.equal(started, 1);
    await assert.rejects(thread.ask(-1, NEVER), /too little/);
    assert.equal(await thread.ask(3, NEVER), 4);
    assert.equal(started, 2);
  } finally {
    thread.close();
  }
});
