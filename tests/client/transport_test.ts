import assert from "node:assert/strict";
import { type Connect, createTransport } from "@/lib/client/transport.ts";
import type { SocketEvents } from "@/lib/client/mod.ts";
import { FakeClock } from "../hub/world.ts";

/** A way to reach the room that the test plays. */
function way() {
  const opened: { events: SocketEvents; sent: string[]; isClosed: boolean }[] =
    [];
  const connect: Connect = (events) => {
    const one = { events, sent: [] as string[], isClosed: false };
    opened.push(one);
    return {
      send: (frame) => one.sent.push(frame) > 0,
      close: () => one.isClosed = true,
    };
  };
  return { opened, connect };
}

function world() {
  const clock = new FakeClock();
  const sockets = way();
  const polls = way();
  const asked: ((isThere: boolean) => Promise<void>)[] = [];
  const connect = createTransport({
    bySocket: sockets.connect,
    byPolling: polls.connect,
    ask: () =>
      new Promise((resolve) => {
        asked.push((isThere) => {
          resolve(isThere);
          return settled();
        });
      }),
  }, {
    after: (delayMs, callback) => clock.after(delayMs, callback),
    nowMs: () => clock.nowMs(),
    unit: () => 0,
  });
  const codes: number[] = [];
  const open = () =>
    connect({
      onOpen: () => {},
      onFrame: () => {},
      onClose: (code) => codes.push(code),
    });
  return { clock, sockets, polls, asked, open, codes };
}

/** Lets what a promise set off happen. */
const settled = () => new Promise<void>((resolve) => setTimeout(resolve));

Deno.test("createTransport() asks for the server after a socket that failed, and opens the next once it answers", async () => {
  const { clock, sockets, polls, asked, open, codes } = world();
  open();
  sockets.opened[0]?.events.onClose(1006);
  for (let i = 0; i < 5; i++) {
    open();
    await asked[i]?.(false);
  }
  assert.deepEqual(codes, Array(6).fill(1006));
  assert.equal(sockets.opened.length, 1, "no socket where nobody answers");
  const hanging = open();
  clock.pass(500);
  assert.equal(asked.length, 7, "another question beside one that hangs");
  await asked[6]?.(true);
  sockets.opened[1]?.events.onOpen();
  sockets.opened[1]?.events.onFrame("{}", 0);
  assert.ok(hanging.send("a"));
  await asked[5]?.(true);
  assert.deepEqual(sockets.opened[1]?.sent, ["a"]);
  assert.deepEqual([sockets.opened.length, polls.opened.length], [2, 0]);
  assert.equal(clock.waiting, 0);
});

Deno.test("createTransport() opens a socket unasked now and then, where something is in the way of questions", async () => {
  const { sockets, polls, asked, open } = world();
  open();
  sockets.opened[0]?.events.onClose(1006);
  for (let i = 0; i < 3 * 64; i++) {
    open();
    const before = asked.length;
    await asked[before - 1]?.(false);
    sockets.opened.at(-1)?.events.onClose(1006);
  }
  assert.deepEqual([sockets.opened.length, polls.opened.length], [4, 0]);
});

Deno.test("createTransport() asks for the server first where a link that carried was ended, and not where the page gave it up", async () => {
  const { sockets, asked, open } = world();
  const first = open();
  sockets.opened[0]?.events.onOpen();
  sockets.opened[0]?.events.onFrame("{}", 0);
  first.close();
  open();
  assert.deepEqual([sockets.opened.length, asked.length], [2, 0]);
  sockets.opened[1]?.events.onOpen();
  sockets.opened[1]?.events.onFrame("{}", 0);
  for (let i = 0; i < 3; i++) {
    if (i === 0) sockets.opened[1]?.events.onClose(1006);
    else await asked[i - 1]?.(false);
    open();
    assert.deepEqual([sockets.opened.length, asked.length], [2, i + 1]);
  }
  await asked[2]?.(true);
  assert.equal(sockets.opened.length, 3);
});

Deno.test("createTransport() polls after two sockets that carried nothing though the server answers, opened or not", async () => {
  const { sockets, polls, asked, open } = world();
  open();
  sockets.opened[0]?.events.onClose(1006);
  const hanging = open();
  await asked[0]?.(true);
  sockets.opened[1]?.events.onOpen();
  hanging.close();
  open();
  assert.deepEqual([sockets.opened.length, polls.opened.length], [2, 1]);
});

Deno.test("createTransport() does not poll where sockets carry and break", async () => {
  const { sockets, polls, asked, open } = world();
  for (let i = 0; i < 6; i++) {
    open();
    await asked.at(-1)?.(true);
    const { events } = sockets.opened.at(-1) ?? {};
    events?.onOpen();
    if (i % 2 === 0) events?.onFrame("{}", 0);
    events?.onClose(1006);
  }
  assert.deepEqual([sockets.opened.length, polls.opened.length], [6, 0]);
});

Deno.test("createTransport() goes back to sockets where polling fails too, and once one works", async () => {
  const { clock, sockets, polls, asked, open, codes } = world();
  open();
  sockets.opened[0]?.events.onClose(1006);
  const failAsked = async () => {
    open();
    await asked.at(-1)?.(true);
    sockets.opened.at(-1)?.events.onClose(1006);
  };
  await failAsked();
  open();
  polls.opened[0]?.events.onClose(1006);
  await failAsked();
  open();
  assert.deepEqual([sockets.opened.length, polls.opened.length], [3, 2]);
  polls.opened[1]?.events.onFrame("{}", 0);
  clock.pass(2000);
  const trial = sockets.opened[3];
  trial?.events.onOpen();
  assert.match(trial?.sent[0] ?? "", /"probe"/);
  trial?.events.onClose(1006);
  clock.pass(59_000);
  assert.equal(sockets.opened.length, 4);
  clock.pass(1000);
  codes.length = 0;
  sockets.opened[4]?.events.onOpen();
  sockets.opened[4]?.events.onFrame("{}", 0);
  assert.deepEqual(codes, [1001]);
  assert.ok(polls.opened[1]?.isClosed && sockets.opened[4]?.isClosed);
  const again = open();
  assert.equal(sockets.opened.length, 6);
  again.close();
  assert.equal(clock.waiting, 0, "no timer is left");
});
