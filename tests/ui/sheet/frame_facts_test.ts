import assert from "node:assert/strict";
import { framesPerS } from "@/lib/ui/sheet/frame_facts.ts";

Deno.test("framesPerS() tells a rate between two counts, and nothing at a pause, a new film or the start", () => {
  const at = (atMs: number, total: number) => ({ atMs, total, dropped: 0 });
  assert.equal(framesPerS(at(0, 100), at(2000, 148)), 24);
  assert.equal(framesPerS(at(0, 100), at(1000, 100)), null);
  assert.equal(framesPerS(at(0, 100), at(1000, 3)), null);
  assert.equal(framesPerS(at(5, 1), at(5, 9)), null);
  assert.equal(framesPerS(null, at(1, 1)), null);
});
