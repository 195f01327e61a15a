import assert from "node:assert/strict";
import { DanmakuGate, type Sky } from "@/lib/ui/overlay/danmaku_gate.ts";

const SKY: Sky = {
  widthPx: 1000,
  heightPx: 90,
  lanePx: 30,
  speedPxPerS: 100,
};

Deno.test("pass() lets one fly for each free lane, and no more", () => {
  const gate = new DanmakuGate();
  const at = (nowMs: number) =>
    gate.pass("roll", { widthPx: 68, nowMs, sky: SKY });
  assert.deepEqual([at(0), at(0), at(0), at(0)], [true, true, true, false]);
  // 68 px and the space of 32 px have entered after a second.
  assert.equal(at(999), false);
  assert.equal(at(1000), true);
});

Deno.test("pass() counts the lanes of each place apart", () => {
  const gate = new DanmakuGate();
  const small = { ...SKY, heightPx: 10 };
  for (const place of ["roll", "top", "bottom"] as const) {
    assert.equal(gate.pass(place, { widthPx: 9, nowMs: 1, sky: small }), true);
    assert.equal(gate.pass(place, { widthPx: 9, nowMs: 1, sky: small }), false);
  }
});

Deno.test("pass() follows a picture that changes its size", () => {
  const gate = new DanmakuGate();
  const one = { widthPx: 9000, nowMs: 0, sky: { ...SKY, heightPx: 30 } };
  assert.equal(gate.pass("roll", one), true);
  assert.equal(gate.pass("roll", one), false);
  assert.equal(gate.pass("roll", { ...one, sky: SKY }), true);
});
