import assert from "node:assert/strict";
import { markNear, marksOf } from "@/lib/ui/player/marks.ts";

Deno.test("marksOf() marks each half hour inside the film", () => {
  const CASES: [number | null, string[]][] = [
    [null, []],
    [Infinity, []],
    [0, []],
    [1800, []],
    [1801, ["minutes 30"]],
    [3 * 3600, [
      "minutes 30",
      "hours 1",
      "hours 1.5",
      "hours 2",
      "hours 2.5",
    ]],
  ];
  for (const [durationS, expected] of CASES) {
    assert.deepEqual(
      marksOf(durationS).map(({ key, n }) => `${key} ${n}`),
      expected,
    );
  }
});

Deno.test("marksOf() thins out, then gives up, where a film is very long", () => {
  assert.deepEqual(marksOf(15 * 3600).map(({ n }) => n).slice(0, 3), [1, 2, 3]);
  assert.deepEqual(marksOf(100 * 3600), []);
});

Deno.test("markNear() takes what lies within a hundredth of the film", () => {
  const marks = marksOf(7200);
  assert.equal(markNear(marks, { atS: 3670, durationS: 7200 })?.n, 1);
  assert.equal(markNear(marks, { atS: 3700, durationS: 7200 }), null);
});
