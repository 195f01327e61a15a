import assert from "node:assert/strict";
import { dice, Roster } from "@/lib/base/mod.ts";

Deno.test("Roster behaves as a Map does, and leaves every copy as it was", () => {
  const roll = dice(7);
  let roster = Roster.of<number>();
  const map = new Map<string, number>();
  const copies: [copy: Roster<number>, entries: [string, number][]][] = [];
  for (let step = 0; step < 20_000; step++) {
    const key = `${roll.whole(0, 500)}`;
    if (roll.unit() < (step < 10_000 ? 0.6 : 0.4)) {
      roster = roster.with(key, step);
      map.set(key, step);
    } else {
      roster = roster.without(key);
      map.delete(key);
    }
    assert.equal(roster.size, map.size);
    assert.equal(roster.get(key), map.get(key));
    assert.equal(roster.has(key), map.has(key));
    if (step % 1000 === 0) copies.push([roster, [...map]]);
  }
  assert.deepEqual([...roster], [...map]);
  assert.deepEqual([...roster.keys()], [...map.keys()]);
  assert.deepEqual([...roster.values()], [...map.values()]);
  const called: [string, number][] = [];
  roster.forEach((value, key) => called.push([key, value]));
  assert.deepEqual(called, [...map]);
  for (const [copy, entries] of copies) assert.deepEqual([...copy], entries);
});

Deno.test("Roster of a full room stays on few pages, also after most have left", () => {
  const keys = Array.from({ length: 5000 }, (_, index) => `${index}`);
  let roster = Roster.of(keys.map((key) => [key, key]));
  assert.equal(roster.pages.length, Math.ceil(5000 / 64));
  for (const key of keys) {
    if (Number(key) % 10 > 0) roster = roster.without(key);
  }
  assert.equal(roster.size, 500);
  assert.ok(roster.pages.length <= 20, `${roster.pages.length}`);
  for (const key of roster.keys()) roster = roster.without(key);
  assert.deepEqual([roster.size, roster.pages.length], [0, 0]);
});
