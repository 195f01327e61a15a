import assert from "node:assert/strict";
import { restMs } from "@/lib/ui/danmaku/brush.ts";

Deno.test("restMs() is nothing after a cheap picture, and leaves the page most of its time after others", () => {
  assert.equal(restMs(4), 0);
  for (const tookMs of [5, 10, 15]) {
    const share = tookMs / (tookMs + restMs(tookMs));
    assert.ok(share < 0.11, `${tookMs} ms take ${share} of the time`);
  }
});

Deno.test("restMs() never leaves a picture for longer than a fifth of a second", () => {
  assert.ok(restMs(1000) <= 200);
});
