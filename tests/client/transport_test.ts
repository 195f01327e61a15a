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
  const connect = createTransport({
    bySocket: sockets.connect,
    byPolling: polls.connect,
    after: (delayMs, callback) => clock.after(delayMs, callback),
    nowMs: () => clock.nowMs(),
  });
  const codes: number[] = [];
  const open = () =>
    connect({
      onOpen: () => {},
      onFrame: () => {},
      onClose: (code) => codes.push(code),
    });
  return { clock, sockets, polls, open, codes };
}

Deno.test("createTransport() polls after two sockets that carried nothing, opened or not", () => {
  const { sockets, polls, open } = world();
  open();
  sockets.opened[0]?.events.onClose(1006);
  const hanging = open();
  sockets.opened[1]?.events.onOpen();
  hanging.close();
  open();
  assert.deepEqual([sockets.opened.length, polls.opened.length], [2, 1]);
});

Deno.test("createTransport() does not poll where sockets carry and break", () => {
  const { sockets, polls, open } = world();
  for (let i = 0; i < 6; i++) {
    open();
    const { events } = sockets.opened.at(-1) ?? {};
    if (i % 2 === 0) events?.onFrame("{}", 0);
    events?.onClose(1006);
  }
  assert.deepEqual([sockets.opened.length, polls.opened.length], [6, 0]);
});

Deno.test("createTransport() goes back to sockets where polling fails too, and once one works", () => {
  const { clock, sockets, polls, open, codes } = world();
  const fail = () => {
    for (let i = 0; i < 2; i++) {
      open();
      sockets.opened.at(-1)?.events.onClose(1006);
    }
  };
  fail();
  open();
  polls.opened[0]?.events.onClose(1006);
  fail();
  open();
  assert.deepEqual([sockets.opened.length, polls.opened.length], [4, 2]);
  polls.opened[1]?.events.onFrame("{}", 0);
  clock.pass(2000);
  const trial = sockets.opened[4];
  trial?.events.onOpen();
  assert.match(trial?.sent[0] ?? "", /"probe"/);
  trial?.events.onClose(1006);
  clock.pass(59_000);
  assert.equal(sockets.opened.length, 5);
  clock.pass(1000);
  codes.length = 0;
  sockets.opened[5]?.events.onOpen();
  sockets.opened[5]?.events.onFrame("{}", 0);
  assert.deepEqual(codes, [1001]);
  assert.ok(polls.opened[1]?.isClosed && sockets.opened[5]?.isClosed);
  open();
  assert.equal(sockets.opened.length, 7);
  assert.equal(clock.waiting, 0, "no timer is left");
});
