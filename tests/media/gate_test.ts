import assert from "node:assert/strict";
import { createGate } from "@/lib/media/gate.ts";
import { FakeTimers } from "./fake_timers.ts";

/** A gate at which so many have asked to enter, one after the other. */
function world(asking: number) {
  const timers = new FakeTimers();
  const gate = createGate({ nowMs: timers.nowMs, timers });
  const entered: number[] = [];
  const passes = Array.from({ length: asking }, (_, number) => {
    const pass = Symbol();
    const turn = gate.enter(pass);
    if (turn === undefined) entered.push(number);
    else turn.then(() => entered.push(number));
    return pass;
  });
  return { timers, gate, entered, passes };
}

const settled = () => Promise.resolve().then(() => {});

Deno.test("createGate() lets four begin at once, and the next when one leaves", async () => {
  const { gate, entered, passes } = world(6);
  assert.deepEqual(entered, [0, 1, 2, 3]);
  gate.leave(passes[3] ?? Symbol());
  await settled();
  assert.deepEqual(entered.slice(4), [4]);
  gate.leave(passes[3] ?? Symbol());
  await settled();
  assert.equal(entered.length, 5, "left once");
});

Deno.test("createGate() makes nobody wait for one whose socket is full", async () => {
  const { timers, entered } = world(200);
  for (let passed = 0; passed < 49; passed++) {
    timers.pass(20);
    await settled();
  }
  assert.equal(entered.length, 200);
  assert.deepEqual(entered, entered.toSorted((a, b) => a - b));
});

Deno.test("createGate() lets go of who gives up waiting, and ends its timer", async () => {
  const { timers, gate, entered, passes } = world(5);
  assert.equal(timers.size, 1);
  gate.leave(passes[4] ?? Symbol());
  await settled();
  assert.equal(entered.length, 5, "its promise settles");
  timers.pass(20);
  assert.equal(timers.size, 0);
  assert.equal(gate.enter(Symbol()), undefined);
});
