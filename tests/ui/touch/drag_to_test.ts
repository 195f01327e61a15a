import assert from "node:assert/strict";
import { dragTo, isBack } from "@/lib/ui/touch/drag_to.ts";

const CASES = [
  ["half the width as 30 s of a short film", 10, 120, 0.5, 40],
  ["a tenth of the width as 18 s of an hour", 100, 3600, 0.1, 118],
  ["a tenth as half a minute of a long evening", 100, 36_000, 0.1, 130],
  ["the way back too", 100, 3600, -0.2, 64],
  ["no further than the beginning", 10, 120, -1, 0],
  ["no further than the end", 100, 120, 1, 120],
] as const;

for (const [what, fromS, durationS, share, toS] of CASES) {
  Deno.test(`dragTo() takes ${what}`, () => {
    assert.equal(Math.round(dragTo({ fromS, durationS, share })), toS);
  });
}

Deno.test("isBack() tells a drag that was taken back", () => {
  assert.equal(isBack(10, 10.6), true);
  assert.equal(isBack(10, 8.9), false);
});
