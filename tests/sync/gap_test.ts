import assert from "node:assert/strict";
import { gapBetween } from "@/lib/sync/mod.ts";

const seen = (positionS: number, rate: number, atMs: number) => ({
  positionS,
  rate,
  atMs,
  uncertaintyMs: 2,
});

const CASES: [
  what: string,
  mine: ReturnType<typeof seen>,
  theirs: ReturnType<typeof seen>,
  gapMs: number,
][] = [
  ["two on one picture", seen(10, 1, 0), seen(10, 1, 0), 0],
  ["me ahead", seen(10.5, 1, 0), seen(10, 1, 0), 500],
  ["me behind", seen(9, 1, 0), seen(10, 1, 0), -1000],
  ["reports of different ages", seen(10, 1, 0), seen(11, 1, 1000), 0],
  ["one who stands still", seen(10, 1, 0), seen(12, 0, 0), 0],
  ["another speed", seen(10, 2, 0), seen(10, 1, 0), 2000],
  ["somebody at the end", seen(99.5, 1, 0), seen(100, 0, 0), 0],
];

for (const [what, mine, theirs, gapMs] of CASES) {
  Deno.test(`gapBetween() is right for ${what}`, () => {
    const gap = gapBetween(mine, theirs, { nowMs: 2000, durationS: 100 });
    assert.ok(Math.abs(gap.gapMs - gapMs) < 1e-6, `${gap.gapMs}`);
  });
}

Deno.test("gapBetween() is surer of pictures that stand", () => {
  const facts = { nowMs: 1000, durationS: null };
  const standing = gapBetween(seen(1, 0, 0), seen(2, 0, 0), facts);
  const moving = gapBetween(seen(1, 1, 0), seen(2, 1, 0), facts);
  const fast = gapBetween(seen(1, 2, 0), seen(2, 2, 0), facts);
  assert.ok(standing.uncertaintyMs < moving.uncertaintyMs);
  assert.ok(moving.uncertaintyMs < fast.uncertaintyMs);
  assert.ok(moving.uncertaintyMs >= 4);
});
