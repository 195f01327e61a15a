import assert from "node:assert/strict";
import { syncChart } from "../../../lib/ui/later/sync_chart.ts";

Deno.test("syncChart() draws the last minute, newest at the right, with its median and worst", () => {
  const errors = [
    { atLocalMs: 1000, errorMs: 500 },
    { atLocalMs: 70_000, errorMs: 4 },
    { atLocalMs: 85_000, errorMs: null },
    { atLocalMs: 100_000, errorMs: -8 },
    { atLocalMs: 100_000, errorMs: 2 },
  ];
  const chart = syncChart(errors, 100_000);
  assert.deepEqual([chart.scaleMs, chart.medianMs, chart.worstMs], [10, 4, 8]);
  assert.equal(chart.path, "M120.0 44.8M240.0 6.4L240.0 38.4");
});

Deno.test("syncChart() has nothing to tell of a picture that stands", () => {
  const chart = syncChart([{ atLocalMs: 10, errorMs: null }], 20);
  assert.deepEqual(chart, {
    path: "",
    scaleMs: 10,
    medianMs: null,
    worstMs: null,
  });
});
