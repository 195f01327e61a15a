import assert from "node:assert/strict";
import { onCanvas, pictureIn } from "@/lib/ui/player/picture_place.ts";

Deno.test("pictureIn() finds the picture between its bars", () => {
  const box = { left: 10, top: 20, width: 1600, height: 900 };
  assert.deepEqual(pictureIn(box, { width: 640, height: 360 }), box);
  assert.deepEqual(pictureIn(box, { width: 100, height: 100 }), {
    left: 360,
    top: 20,
    width: 900,
    height: 900,
  });
});

Deno.test("onCanvas() puts what lies over a picture on its own pixels", () => {
  const shown = { left: 100, top: 50, width: 320, height: 180 };
  const over = { left: 100, top: 106, width: 320, height: 36 };
  assert.deepEqual(onCanvas(over, shown, 640), {
    left: 0,
    top: 112,
    width: 640,
    height: 72,
  });
});
