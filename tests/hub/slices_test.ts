import assert from "node:assert/strict";
import { Slices } from "@/lib/hub/slices.ts";
import { Turns } from "@/lib/hub/turns.ts";
import { FakeClock } from "./world.ts";

const many = (count: number) => Array.from({ length: count }, (_, i) => i);

function world() {
  const clock = new FakeClock();
  const turns = new Turns(clock);
  const later = (serve: () => void) => turns.next(serve);
  return { clock, turns, slices: new Slices({ clock, later, waitingMax: 4 }) };
}

Deno.test("Slices serve few at once, many a slice at a time and in order, nobody twice", () => {
  const { clock, slices } = world();
  const served: string[] = [];
  slices.deliver(many(200), (i) => served.push(`a${i}`));
  assert.equal(served.length, 200);
  assert.equal(clock.waiting, 0);

  served.length = 0;
  slices.deliver(many(450), (i) => served.push(`b${i}`));
  slices.deliver(many(3), (i) => served.push(`c${i}`));
  assert.equal(served.length, 200, "the rest waits");
  clock.pass(1);
  assert.equal(served.length, 400);
  clock.pass(1);
  assert.deepEqual(served, [
    ...many(450).map((i) => `b${i}`),
    ...many(3).map((i) => `c${i}`),
  ]);
  assert.equal(clock.waiting, 0);
});

Deno.test("Slices end a turn that takes too long, and go on in the next", () => {
  const { clock, slices } = world();
  const served: string[] = [];
  const slowly = (name: string) => () => {
    clock.freeze(1);
    served.push(name);
  };
  slices.deliver(many(3), slowly("long"));
  slices.deliver(many(1), slowly("next"));
  assert.deepEqual(served, ["long", "long"]);
  clock.pass(1);
  assert.deepEqual(served, ["long", "long", "long", "next"]);
  assert.equal(clock.waiting, 0);
});

Deno.test("Turns give each of many rooms one turn after the other, and end where nobody waits", () => {
  const { clock, turns } = world();
  const done: string[] = [];
  turns.next(() => {
    done.push("a");
    turns.next(() => done.push("a again"));
  });
  turns.next(() => done.push("b"));
  const cancel = turns.next(() => done.push("called off"));
  clock.pass(1);
  assert.deepEqual(done, ["a"]);
  cancel();
  clock.pass(2);
  assert.deepEqual(done, ["a", "b", "a again"]);
  assert.equal(clock.waiting, 0);
});

Deno.test("Slices let no queue grow, and lose nothing", () => {
  const { clock, slices } = world();
  const served = new Map<number, number>();
  for (let frame = 0; frame < 20; frame++) {
    slices.deliver(many(1000), () => {
      served.set(frame, (served.get(frame) ?? 0) + 1);
    });
  }
  assert.ok((served.get(15) ?? 0) === 1000, "the oldest wait no longer");
  clock.pass(1000);
  assert.deepEqual([...served.values()], Array(20).fill(1000));
  slices.deliver(many(1000), () => assert.ok(clock.waiting === 0));
  slices.close();
  assert.equal(clock.waiting, 0);
});
