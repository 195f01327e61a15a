import assert from "node:assert/strict";
import { openPoll } from "@/lib/client/poll_port.ts";
import { FakeClock } from "../hub/world.ts";

/** Lets what promises set off happen. */
const settled = () => new Promise<void>((resolve) => setTimeout(resolve));

/** A polled link to a server that the test plays. */
function link() {
  const clock = new FakeClock();
  const codes: number[] = [];
  const said: ((response: Response) => void)[] = [];
  let isOpened = false;
  const port = openPoll({
    url: "http://kan/sync/poll",
    events: {
      onOpen: () => isOpened = true,
      onFrame: () => {},
      onClose: (code) => codes.push(code),
    },
    fetch: (_, init) => {
      if (init?.method === "POST" && init.body === undefined) {
        const headers = { "x-17kan-link": "link" };
        return Promise.resolve(new Response(null, { status: 201, headers }));
      }
      return new Promise((resolve) => {
        if (init?.method === "POST") said.push(resolve);
      });
    },
    nowMs: () => clock.nowMs(),
    after: (delayMs, callback) => clock.after(delayMs, callback),
  });
  return { clock, codes, said, port, isOpened: () => isOpened };
}

Deno.test("openPoll() gives a link up by which nothing can be said, though it is heard", async () => {
  const { clock, codes, said, port, isOpened } = link();
  await settled();
  assert.ok(isOpened());
  assert.ok(port.send("a"));
  clock.pass(4000);
  assert.equal(said.length, 1);
  assert.deepEqual(codes, []);
  clock.pass(1000);
  assert.deepEqual(codes, [1006]);
  assert.equal(port.send("b"), false);
});

Deno.test("openPoll() waits longer for what is long, and for nothing once it was said", async () => {
  const { clock, codes, said, port } = link();
  await settled();
  port.send("x".repeat(8000));
  clock.pass(11_000);
  said[0]?.(new Response(null, { status: 204 }));
  await settled();
  assert.equal(clock.waiting, 0);
  clock.pass(20_000);
  assert.deepEqual(codes, []);
  port.close();
});
