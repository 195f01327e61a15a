import assert from "node:assert/strict";
import { isOld, standingOf } from "@/lib/ui/panels/viewer_state.ts";
import { rowOf } from "./row.ts";

const CASES: [
  what: string,
  more: Parameters<typeof rowOf>[1],
  nowMs: number | null,
  old: boolean,
][] = [
  ["a fresh report", {}, 2000, false],
  ["a report of 3 s", {}, 4000, false],
  ["an older report", {}, 4001, true],
  ["a link that is away", { online: false }, 2000, true],
  ["no report yet", { atMs: null }, 90_000, false],
  ["an unknown clock", {}, null, false],
];
for (const [what, more, nowMs, old] of CASES) {
  Deno.test(`isOld() is ${old} for ${what}`, () => {
    assert.equal(isOld(rowOf("a", more), { nowMs, count: 3 }), old);
  });
}

Deno.test("isOld() bears the longer silence that a large room has", () => {
  const row = rowOf("a");
  assert.equal(isOld(row, { nowMs: 7000, count: 17 }), false);
  assert.equal(isOld(row, { nowMs: 9001, count: 17 }), true);
});

Deno.test("standingOf() tells who stands, and who cannot see the film, from who watches it", () => {
  assert.deepEqual(
    (["playing", "paused", "ended", "away"] as const).map(standingOf),
    ["", "", "", ""],
  );
  assert.deepEqual(
    (["stalled", "waiting", "loading"] as const).map(standingOf),
    ["stands", "stands", "stands"],
  );
  assert.deepEqual(
    (["blocked", "failed", "empty"] as const).map(standingOf),
    ["unable", "unable", "unable"],
  );
});
