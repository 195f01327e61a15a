import assert from "node:assert/strict";
import { formatGap } from "@/lib/ui/panels/gap_text.ts";

Deno.test("formatGap() always has a sign, one decimal and a unit", () => {
  const CASES: [number | null, string][] = [
    [0, "+0.0 s"],
    [-0, "+0.0 s"],
    [-49, "+0.0 s"],
    [-51, "-0.1 s"],
    [49, "+0.0 s"],
    [1250, "+1.3 s"],
    [-75_000, "-75.0 s"],
    [1_325_000, "+22:05"],
    [-7_200_000, "-2:00:00"],
    [null, "–"],
    [NaN, "–"],
  ];
  for (const [gapMs, text] of CASES) assert.equal(formatGap(gapMs), text);
});
