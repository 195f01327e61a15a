import assert from "node:assert/strict";
import { isStaired, lookAt, NO_GRAIN } from "../../lib/sync/grain.ts";

/** A second of a film that moves, read each `everyMs`, by a browser of so fine positions. */
function seen({ everyMs, stairMs }: { everyMs: number; stairMs: number }) {
  let grain = NO_GRAIN;
  for (let atMs = 0; atMs < 1000; atMs += everyMs) {
    const positionMs = stairMs > 0
      ? Math.floor(atMs / stairMs) * stairMs
      : atMs;
    grain = lookAt(grain, { positionS: positionMs / 1000, atMs });
  }
  return grain;
}

const BROWSERS: [
  what: string,
  stairMs: number,
  everyMs: number,
  is: boolean,
][] = [
  ["a smooth one", 0, 20, false],
  ["one with stairs of 40 ms", 40, 20, true],
  ["one with stairs, looked at too seldom to tell", 40, 50, false],
  ["a smooth one, looked at more often than it moves", 5, 4, false],
];

for (const [what, stairMs, everyMs, expected] of BROWSERS) {
  Deno.test(`isStaired() is ${expected} of ${what}`, () => {
    assert.equal(isStaired(seen({ everyMs, stairMs })), expected);
  });
}

Deno.test("lookAt() keeps bounded counts and forgets", () => {
  let grain = seen({ everyMs: 20, stairMs: 40 });
  assert.ok(isStaired(grain));
  for (let atMs = 1000; atMs < 5000; atMs += 20) {
    grain = lookAt(grain, { positionS: atMs / 1000, atMs });
    assert.ok(grain.looks <= 49);
  }
  assert.ok(!isStaired(grain));
});
