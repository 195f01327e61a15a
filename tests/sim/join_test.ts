import assert from "node:assert/strict";
import type { Action } from "@/lib/sync/mod.ts";
import { Cinema } from "./cinema.ts";
import type { Lane } from "./line.ts";
import type { Seat } from "./seat.ts";
import { seeds } from "./seeds.ts";

/** Lines, and within what time who comes by one is on the room's frame, in ms. */
const LANES: readonly (readonly [
  what: string,
  lane: Lane,
  withinMs: number,
])[] = [
  ["50±20 ms", { leastMs: 35, jitterMs: 15, loss: 0.003 }, 2000],
  ["150±50 ms with losses", { leastMs: 100, jitterMs: 50, loss: 0.01 }, 3000],
];
/** Whoever comes, at each speed of the room. */
const SPEEDS = [1, 1.5] as const;
/** One frame of a film of 25 a second, in ms. */
const FRAME_MS = 40;
/** Bends that nobody hears, as a share. */
const UNHEARD = 0.0051;

for (const [what, lane, withinMs] of LANES) {
  for (const speed of SPEEDS) {
    Deno.test(`S42 who comes late to a room at ${speed}× over ${what} is on its frame at once, and moves nobody else`, () => {
      for (const seed of seeds(10)) {
        const cinema = new Cinema(seed);
        const seats = [cinema.enter(lane), cinema.enter(lane)] as const;
        cinema.pass(3000);
        seats[0].press({ type: "rate", speed });
        seats[0].press({ type: "seek", positionS: 600 });
        seats[0].press({ type: "play" });
        cinema.pass(15_000);
        const { timeline } = cinema.room;
        const acts: (readonly [Seat, Action])[] = [];
        cinema.onAction = (seat, action) => acts.push([seat, action]);
        const late = cinema.enter(lane);
        let backMs = 0;
        for (let passedMs = 10; passedMs <= 10_000; passedMs += 10) {
          cinema.pass(10);
          const offMs = 1000 * (cinema.roomS() - late.element.positionS);
          if (Math.abs(offMs) >= FRAME_MS * speed) backMs = passedMs;
        }
        assert.ok(backMs <= withinMs, `seed ${seed}: ${backMs} ms`);
        assert.equal(cinema.room.timeline, timeline, `seed ${seed}`);
        const heard = acts.filter(([seat, action]) =>
          seat !== late && !(action.type === "rate" &&
            Math.abs(action.rate / speed - 1) <= UNHEARD)
        );
        assert.deepEqual(heard.map(([, action]) => action), []);
        for (const seat of seats) {
          const offMs = 1000 * (cinema.roomS() - seat.element.positionS);
          assert.ok(Math.abs(offMs) < FRAME_MS, `seed ${seed}: ${offMs} off`);
        }
      }
    });
  }
}
