import assert from "node:assert/strict";
import type { SocketEvents } from "@/lib/client/mod.ts";
import { raceSockets } from "@/lib/client/race_sockets.ts";
import { FakeClock } from "../hub/world.ts";

function race() {
  const clock = new FakeClock();
  const tries: { events: SocketEvents; isClosed: boolean }[] = [];
  const heard: string[] = [];
  const port = raceSockets(
    (events) => {
      const one = { events, isClosed: false };
      tries.push(one);
      return { send: () => true, close: () => one.isClosed = true };
    },
    {
      after: (delayMs, callback) => clock.after(delayMs, callback),
      unit: () => 0,
    },
  )({
    onOpen: (isGreeted) => heard.push(isGreeted ? "greeted" : "open"),
    onFrame: (frame) => heard.push(frame),
    onClose: (code) => heard.push(`${code}`),
  });
  return { clock, tries, heard, port };
}

Deno.test("raceSockets() takes the first that opens, and lets go of the others", () => {
  const { clock, tries, heard, port } = race();
  clock.pass(499);
  assert.equal(tries.length, 1);
  assert.equal(port.send("early"), false);
  clock.pass(4 * 500);
  assert.deepEqual(
    tries.map(({ isClosed }) => isClosed),
    [false, true, true, false, false],
    "the first and the newest two",
  );
  tries[0]?.events.onOpen();
  tries[4]?.events.onOpen();
  tries[0]?.events.onFrame("a", 0);
  tries[4]?.events.onFrame("b", 0);
  tries[4]?.events.onClose(1006);
  assert.deepEqual(heard, ["open", "a"]);
  assert.deepEqual(
    tries.map(({ isClosed }) => isClosed),
    [false, true, true, true, true],
  );
  assert.equal(clock.waiting, 0);
  tries[0]?.events.onClose(1001);
  assert.equal(heard.at(-1), "1001");
});

Deno.test("raceSockets() ends with the first that is refused, and when it is told to", () => {
  const { clock, tries, heard } = race();
  clock.pass(600);
  tries[1]?.events.onClose(1006);
  tries[0]?.events.onClose(1006);
  assert.deepEqual(heard, ["1006"]);
  assert.equal(clock.waiting, 0);
  const told = race();
  told.clock.pass(600);
  told.port.close();
  assert.ok(told.tries.every(({ isClosed }) => isClosed));
  assert.equal(told.clock.waiting, 0);
  assert.deepEqual(told.heard, []);
});

Deno.test("raceSockets() tells whether hello was said on the one that it takes", () => {
  const { tries, heard } = race();
  tries[0]?.events.onOpen(true);
  assert.deepEqual(heard, ["greeted"]);
});
