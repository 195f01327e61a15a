import assert from "node:assert/strict";
import { Slices } from "@/lib/hub/slices.ts";
import { FakeClock } from "./world.ts";

const many = (count: number) => Array.from({ length: count }, (_, i) => i);

Deno.test("Slices serve few at once, many a slice at a time and in order, nobody twice", () => {
  const clock = new FakeClock();
  const slices = new Slices(clock);
  const served: string[] = [];
  slices.deliver(many(200), (i) => served.push(`a${i}`));
  assert.equal(served.length, 200);
  assert.equal(clock.waiting, 0);

  served.length = 0;
  slices.deliver(many(450), (i) => served.push(`b${i}`));
  slices.deliver(many(3), (i) => served.push(`c${i}`));
  assert.equal(served.length, 200, "the rest waits");
  clock.pass(5);
  assert.equal(served.length, 400);
  clock.pass(5);
  assert.deepEqual(served, [
    ...many(450).map((i) => `b${i}`),
    ...many(3).map((i) => `c${i}`),
  ]);
  assert.equal(clock.waiting, 0);
});

Deno.test("Slices let no queue grow, and lose nothing", () => {
  const clock = new FakeClock();
  const slices = new Slices(clock);
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
