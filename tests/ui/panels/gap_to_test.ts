import assert from "node:assert/strict";
import { gapTo, type MyReading } from "@/lib/ui/panels/reading.ts";
import { rowOf } from "./row.ts";

const MINE: MyReading = {
  positionS: 20,
  rate: 1,
  atMs: 5000,
  uncertaintyMs: 3,
  sourceId: 1,
  durationS: 60,
};

Deno.test("gapTo() compares both at one instant", () => {
  // Reported 4 s ago at 15 s: they are at 19 s when I am at 20 s.
  const theirs = rowOf("a", { positionS: 15, atMs: 1000 });
  assert.equal(gapTo(theirs, MINE, 5000)?.gapMs, 1000);
  assert.equal(gapTo(theirs, MINE, 9000)?.gapMs, 1000);
});

Deno.test("gapTo() says nothing where there is nothing to compare", () => {
  assert.equal(gapTo(rowOf("a", { atMs: null }), MINE, 5000), null);
  assert.equal(gapTo(rowOf("a"), null, 5000), null);
  assert.equal(gapTo(rowOf("a"), MINE, null), null);
  assert.equal(gapTo(rowOf("a", { sourceId: 2 }), MINE, 5000), null);
  const own = { ...MINE, sourceId: null };
  assert.equal(gapTo(rowOf("a", { sourceId: null }), own, 5000), null);
});
