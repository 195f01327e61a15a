import assert from "node:assert/strict";
import { decodeCommand } from "@/lib/protocol/mod.ts";
import {
  GUARD_BOUNDS,
  type GuardBound,
  readGuardBound,
} from "@/lib/ui/player/guard_bound.ts";
import { frame } from "../../protocol/frames.ts";

const CASES: [bound: GuardBound, typed: number, seconds: number | null][] = [
  ["bandS", 0.7, 0.7],
  ["bandS", 0, 0.1],
  ["bandS", 1e9, 60],
  ["bandS", NaN, null],
  ["boundS", -3, 1],
  ["boundS", 121, 120],
];
for (const [bound, typed, seconds] of CASES) {
  Deno.test(`readGuardBound() makes ${seconds} of ${typed} for ${bound}`, () => {
    assert.equal(readGuardBound(bound, typed), seconds);
  });
}

Deno.test("GUARD_BOUNDS go exactly as far as the protocol", () => {
  const takes = (change: object) =>
    decodeCommand(frame("guard", { on: true, ...change })).ok;
  for (const bound of ["bandS", "boundS"] as const) {
    const { min, max } = GUARD_BOUNDS[bound];
    for (const seconds of [min, max]) assert.ok(takes({ [bound]: seconds }));
    for (const seconds of [min - 0.01, max + 0.01]) {
      assert.ok(!takes({ [bound]: seconds }), `${bound} ${seconds}`);
    }
  }
});
