import assert from "node:assert/strict";
import { lettersFor } from "@/lib/ui/danmaku/letters.ts";
import { paceOf } from "@/lib/ui/danmaku/pace.ts";

Deno.test("S24 paceOf() is 10 s across and 8 s in place, 16 s and 12 s where the picture is large", () => {
  const speed = 1;
  assert.deepEqual(paceOf({ isLarge: false, speed }), {
    rollS: 10,
    stillS: 8,
  });
  assert.deepEqual(paceOf({ isLarge: true, speed }), {
    rollS: 16,
    stillS: 12,
  });
  assert.equal(paceOf({ isLarge: true, speed: 2 }).rollS, 8);
});

Deno.test("S24 lettersFor() follows the picture and what the viewer made of it", () => {
  assert.match(lettersFor({ widthPx: 320, size: 1 }).font, /^600 16px /);
  assert.match(lettersFor({ widthPx: 1000, size: 1 }).font, /^600 24px /);
  assert.match(lettersFor({ widthPx: 1000, size: 0.5 }).font, /^600 12px /);
  assert.match(lettersFor({ widthPx: 5000, size: 1 }).font, /^600 36px /);
  const { lanePx, edgePx } = lettersFor({ widthPx: 1000, size: 1 });
  assert.equal(lanePx, 29 + 2 * Math.ceil(edgePx));
});
