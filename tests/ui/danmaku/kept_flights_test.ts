import assert from "node:assert/strict";
import { type Danmaku, DANMAKU_PER_FILM_MAX } from "@/lib/protocol/mod.ts";
import {
  flightAt,
  type FlightClock,
  turnClock,
} from "@/lib/ui/danmaku/flight_clock.ts";
import { KeptFlights } from "@/lib/ui/danmaku/kept_flights.ts";

/** The film begins, and flight time with it. */
const START: FlightClock = { filmS: 0, flightS: 0, rate: 1 };

function danmakuAt(positionS: number, number = positionS): Danmaku {
  return {
    number,
    by: "alice",
    positionS,
    text: `at ${positionS}`,
    colour: "#ffffff",
    place: "roll",
  };
}

/** Where they were said, and when they fly. */
function plan(flights: KeptFlights): (readonly [number, number])[] {
  return flights.list().map(({ danmaku, startS }) =>
    [danmaku.positionS, startS] as const
  );
}

Deno.test("S24 flightAt() goes as fast as any clock, however fast the film plays", () => {
  const double = turnClock(START, { fromS: 10, toS: 10, rate: 2 });
  assert.equal(flightAt(double, 10), 10);
  assert.equal(flightAt(double, 30), 20);
  const slow = turnClock(double, { fromS: 30, toS: 31, rate: 0.5 });
  assert.equal(flightAt(slow, 31), 20, "a correction takes no flight time");
  assert.equal(flightAt(slow, 32), 22);
});

Deno.test("S24 KeptFlights fly at their time, the earliest first, whatever the speed", () => {
  const flights = new KeptFlights([20, 10, 30].map((s) => danmakuAt(s)), START);
  assert.deepEqual(plan(flights), [[10, 10], [20, 20], [30, 30]]);
  flights.follow(turnClock(START, { fromS: 15, toS: 15, rate: 2 }));
  assert.deepEqual(plan(flights), [[10, 10], [20, 17.5], [30, 22.5]]);
});

Deno.test("S24 KeptFlights that have begun fly on where the film is set right a little", () => {
  const flights = new KeptFlights([10, 11, 12].map((s) => danmakuAt(s)), START);
  flights.follow(turnClock(START, { fromS: 10.5, toS: 9.5, rate: 1 }));
  assert.deepEqual(plan(flights), [[10, 10], [11, 12], [12, 13]]);
});

Deno.test("S24 KeptFlights begin anew where the film was taken elsewhere, those under way at their place", () => {
  const flights = new KeptFlights(
    [10, 95, 110].map((s) => danmakuAt(s)),
    START,
  );
  flights.restart({ filmS: 100, flightS: 1000, rate: 2 }, 0);
  assert.deepEqual(plan(flights), [[10, 955], [95, 997.5], [110, 1005]]);
});

Deno.test("S24 KeptFlights do not fly a second time when the film comes to where they were just said", () => {
  const flights = new KeptFlights([danmakuAt(10, 1), danmakuAt(30, 2)], START);
  const clock = START;
  flights.said(danmakuAt(20, 3), { clock, nowMs: 1000 });
  flights.said(danmakuAt(30, 2), { clock, nowMs: 2000 });
  assert.deepEqual(plan(flights), [[10, 10]]);
  // Taken back at once: they are still on the picture.
  flights.restart(clock, 6500);
  assert.deepEqual(plan(flights), [[10, 10], [20, 20]]);
  flights.restart(clock, 7000);
  assert.deepEqual(plan(flights), [[10, 10], [20, 20], [30, 30]]);
});

Deno.test("KeptFlights are no more than the server keeps, the newest", () => {
  const flights = new KeptFlights([], START);
  for (let number = 0; number <= DANMAKU_PER_FILM_MAX; number++) {
    flights.said(danmakuAt(number), { clock: START, nowMs: 0 });
  }
  flights.restart(START, 10_000);
  const list = flights.list();
  assert.equal(list.length, DANMAKU_PER_FILM_MAX);
  assert.equal(list[0]?.danmaku.number, 1);
});
