import assert from "node:assert/strict";
import { gapTone } from "@/lib/ui/panels/gap_tone.ts";

Deno.test("gapTone() tells by the size of a gap whether it matters, whoever is ahead", () => {
  const CASES: [number | null, string][] = [
    [0, "level"],
    [-499, "level"],
    [500, "off"],
    [-4999, "off"],
    [-5000, "far"],
    [14_000, "far"],
    [null, "level"],
    [NaN, "level"],
  ];
  for (const [gapMs, tone] of CASES) assert.equal(gapTone(gapMs), tone);
});
