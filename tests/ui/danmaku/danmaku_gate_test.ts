import assert from "node:assert/strict";
import {
  DanmakuGate,
  type Flight,
  type FlightNow,
  FLYING_MAX,
  type Sky,
} from "@/lib/ui/danmaku/danmaku_gate.ts";

const SKY: Sky = {
  widthPx: 1000,
  heightPx: 91,
  lanePx: 30,
  takenPx: 0,
  rollS: 10,
  stillS: 8,
};
/** Comes in whole, with its space, after a second. */
const SHORT: Flight = {
  time: "said",
  place: "roll",
  widthPx: 75,
  startS: 0,
  sky: SKY,
};
const ONE_LANE = { ...SKY, heightPx: 31 };

/** Both times go on together. */
function at(nowS: number, more: Partial<FlightNow> = {}): FlightNow {
  return { said: nowS, film: nowS, filmMoves: true, ...more };
}

/** Asks for a lane at the instant at which one begins. */
function giveAt(
  gate: DanmakuGate,
  flight: Flight,
  isUnlimited = false,
): number | null {
  return gate.give(flight, at(flight.startS), isUnlimited);
}

Deno.test("S24 give() gives each free lane to one, and no more", () => {
  const gate = new DanmakuGate();
  const lane = (startS: number) => giveAt(gate, { ...SHORT, startS });
  assert.deepEqual([lane(0), lane(0), lane(0), lane(0)], [0, 1, 2, null]);
  assert.equal(lane(0.99), null);
  assert.equal(lane(1), 0);
});

Deno.test("S24 give() leaves the lanes to what stands over the picture's top, but the last", () => {
  const under = (takenPx: number, place: Flight["place"] = "roll") => {
    const gate = new DanmakuGate();
    const one: Flight = { ...SHORT, place, sky: { ...SKY, takenPx } };
    return [giveAt(gate, one), giveAt(gate, one), giveAt(gate, one, true)];
  };
  assert.deepEqual(under(30), [1, 2, 1]);
  assert.deepEqual(under(31), [2, null, 2]);
  assert.deepEqual(under(500, "top"), [2, null, 2]);
  assert.deepEqual(under(500, "bottom"), [0, 1, 2]);
});

Deno.test("S24 give() lets none overtake the one before it", () => {
  const gate = new DanmakuGate();
  assert.equal(giveAt(gate, { ...SHORT, sky: ONE_LANE }), 0);
  const long = { ...SHORT, widthPx: 1000, sky: ONE_LANE };
  // It crosses 2000 px in 10 s, and the first is gone after 10 s: its head is out then.
  assert.equal(giveAt(gate, { ...long, startS: 4.9 }), null);
  assert.equal(giveAt(gate, { ...long, startS: 5 }), 0);
});

Deno.test("S24 give() counts the lanes of each place apart, and still ones stay their time", () => {
  const gate = new DanmakuGate();
  const sky = { ...SKY, heightPx: 10 };
  assert.equal(giveAt(gate, { ...SHORT, sky, startS: 1 }), 0);
  for (const place of ["top", "bottom"] as const) {
    const lane = (startS: number) =>
      giveAt(gate, { ...SHORT, place, sky, startS });
    assert.deepEqual([lane(1), lane(1)], [0, null], place);
    assert.deepEqual([lane(8.9), lane(9)], [null, 0], place);
  }
});

Deno.test("give() follows a picture that changes its size", () => {
  const gate = new DanmakuGate();
  assert.equal(giveAt(gate, { ...SHORT, sky: ONE_LANE }), 0);
  assert.equal(giveAt(gate, { ...SHORT, sky: ONE_LANE }), null);
  assert.equal(giveAt(gate, SHORT), 1);
});

Deno.test("S24 give() lets unlimited ones cross the oldest, but never more than FLYING_MAX at once", () => {
  const gate = new DanmakuGate();
  const lane = (startS: number) => giveAt(gate, { ...SHORT, startS }, true);
  const begun = [0, 0.1, 0.2, 0.3, 0.4].map(lane);
  assert.deepEqual(begun, [0, 1, 2, 0, 1]);
  for (let count = 5; count < FLYING_MAX; count++) {
    assert.notEqual(lane(0.4), null);
  }
  assert.equal(lane(9.9), null);
  assert.notEqual(lane(10), null);
});

Deno.test("S24 give() keeps those of the film and those just said out of each other's way", () => {
  const film: Flight = { ...SHORT, time: "film" };
  for (const [first, second] of [[film, SHORT], [SHORT, film]] as const) {
    for (const place of ["roll", "top", "bottom"] as const) {
      const gate = new DanmakuGate();
      assert.equal(giveAt(gate, { ...first, place }), 0);
      assert.equal(giveAt(gate, { ...second, place }), 1);
      assert.equal(giveAt(gate, { ...second, place, startS: 10 }), 0);
    }
  }
});

Deno.test("S24 give() leaves the lane of one that stands with the film to it", () => {
  const gate = new DanmakuGate();
  const film: Flight = { ...SHORT, time: "film", sky: ONE_LANE };
  const said: Flight = { ...SHORT, sky: ONE_LANE };
  assert.equal(giveAt(gate, film), 0);
  const paused = { film: 5, filmMoves: false };
  assert.equal(
    gate.give({ ...said, startS: 60 }, at(60, paused), false),
    null,
    "it would be run over",
  );
  assert.equal(
    gate.give({ ...said, startS: 60 }, at(60, { film: 5 }), false),
    0,
    "it goes on ahead of the next",
  );
});

Deno.test("S24 give() finds a place for one that is under way already", () => {
  const gate = new DanmakuGate();
  const film: Flight = { ...SHORT, time: "film", sky: ONE_LANE };
  const said: Flight = { ...SHORT, sky: ONE_LANE, startS: 20 };
  assert.equal(giveAt(gate, said), 0);
  // The film was taken to where one is in the middle of the picture, and stands.
  const now = (saidS: number) => at(saidS, { film: 5, filmMoves: false });
  assert.equal(gate.give(film, now(21), false), null, "the other comes by");
  assert.equal(gate.give(film, now(27), false), 0, "the other has come by");
});

Deno.test("forgetFilm() leaves the lanes of the film to others", () => {
  const gate = new DanmakuGate();
  const film: Flight = { ...SHORT, time: "film", sky: ONE_LANE };
  assert.equal(giveAt(gate, film), 0);
  assert.equal(giveAt(gate, film), null);
  gate.forgetFilm();
  assert.equal(giveAt(gate, film), 0);
  assert.equal(giveAt(gate, { ...SHORT, sky: ONE_LANE }), null);
});
