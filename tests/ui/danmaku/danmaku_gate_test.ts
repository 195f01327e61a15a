import assert from "node:assert/strict";
import {
  DanmakuGate,
  type Flight,
  FLYING_MAX,
  type Sky,
} from "@/lib/ui/danmaku/danmaku_gate.ts";

const SKY: Sky = {
  widthPx: 1000,
  heightPx: 91,
  lanePx: 30,
  rollS: 10,
  stillS: 8,
};
/** Comes in whole, with its space, after a second. */
const SHORT: Flight = { place: "roll", widthPx: 75, startS: 0, sky: SKY };

Deno.test("S24 pass() lets one fly for each free lane, and no more", () => {
  const gate = new DanmakuGate();
  const at = (startS: number) => gate.pass({ ...SHORT, startS }, false);
  assert.deepEqual([at(0), at(0), at(0), at(0)], [true, true, true, false]);
  assert.equal(at(0.99), false);
  assert.equal(at(1), true);
});

Deno.test("S24 pass() lets none overtake the one before it", () => {
  const gate = new DanmakuGate();
  const sky = { ...SKY, heightPx: 31 };
  assert.equal(gate.pass({ ...SHORT, sky }, false), true);
  const long = { ...SHORT, widthPx: 1000, sky };
  // It crosses 2000 px in 10 s, and the first is gone after 10 s: its head is out then.
  assert.equal(gate.pass({ ...long, startS: 4.9 }, false), false);
  assert.equal(gate.pass({ ...long, startS: 5 }, false), true);
});

Deno.test("S24 pass() counts the lanes of each place apart, and still ones stay their time", () => {
  const gate = new DanmakuGate();
  const sky = { ...SKY, heightPx: 10 };
  assert.equal(gate.pass({ ...SHORT, sky, startS: 1 }, false), true);
  for (const place of ["top", "bottom"] as const) {
    const at = (startS: number) =>
      gate.pass({ ...SHORT, place, sky, startS }, false);
    assert.deepEqual([at(1), at(1)], [true, false], place);
    assert.deepEqual([at(8.9), at(9)], [false, true], place);
  }
});

Deno.test("pass() follows a picture that changes its size", () => {
  const gate = new DanmakuGate();
  const small = { ...SHORT, sky: { ...SKY, heightPx: 30 } };
  assert.equal(gate.pass(small, false), true);
  assert.equal(gate.pass(small, false), false);
  assert.equal(gate.pass(SHORT, false), true);
});

Deno.test("S24 pass() lets unlimited ones cross, but never more than FLYING_MAX at once", () => {
  const gate = new DanmakuGate();
  const at = (startS: number) => gate.pass({ ...SHORT, startS }, true);
  for (let count = 0; count < FLYING_MAX; count++) assert.equal(at(0), true);
  assert.equal(at(9.9), false);
  assert.equal(at(10), true);
});
