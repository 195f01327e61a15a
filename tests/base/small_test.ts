import assert from "node:assert/strict";
import { clamp, dice, Ring, unreachable } from "@/lib/base/mod.ts";

Deno.test("clamp() moves a value to the nearer end", () => {
  assert.deepEqual([-1, 0, 0.5, 1, 9].map((x) => clamp(x, 0, 1)), [
    0,
    0,
    0.5,
    1,
    1,
  ]);
});

Deno.test("dice() rolls the same for the same seed, and otherwise for another", () => {
  const rolls = (seed: number) => {
    const roll = dice(seed);
    return Array.from({ length: 5 }, () => roll.unit());
  };
  assert.deepEqual(rolls(17), rolls(17));
  assert.notDeepEqual(rolls(17), rolls(18));
});

Deno.test("dice() is even enough and inside its bounds", () => {
  const roll = dice(4242);
  const faces = new Map<number, number>();
  for (let i = 0; i < 6000; i++) {
    const face = roll.whole(1, 6);
    faces.set(face, (faces.get(face) ?? 0) + 1);
    const unit = roll.unit();
    assert.ok(unit >= 0 && unit < 1);
  }
  assert.deepEqual([...faces.keys()].sort(), [1, 2, 3, 4, 5, 6]);
  for (const count of faces.values()) assert.ok(Math.abs(count - 1000) < 150);
  assert.ok(["a", "b"].includes(roll.pick(["a", "b"])));
});

Deno.test("Ring keeps the newest, oldest first", () => {
  const ring = new Ring<number>(3);
  assert.deepEqual(ring.toArray(), []);
  for (const thing of [1, 2, 3, 4, 5]) ring.push(thing);
  assert.deepEqual(ring.toArray(), [3, 4, 5]);
  assert.equal(ring.size, 3);
});

Deno.test("Ring refuses a size that is none", () => {
  for (const size of [0, -1, 1.5, NaN]) {
    assert.throws(() => new Ring(size), RangeError);
  }
});

Deno.test("unreachable() names what got past the types", () => {
  const value: string = "mute";
  // @ts-expect-error: only what no case is left for may get here
  assert.throws(() => unreachable(value), {
    name: "TypeError",
    message: 'Cannot handle "mute" as no case names it',
  });
});
