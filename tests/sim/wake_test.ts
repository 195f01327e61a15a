import assert from "node:assert/strict";
import { Cinema } from "./cinema.ts";
import type { Lane } from "./line.ts";
import type { Seat } from "./seat.ts";
import { seeds } from "./seeds.ts";

/** One frame of a film of 25 a second, in ms. */
const FRAME_MS = 40;
/** Within this of coming back the picture is the room's, in ms. */
const BACK_WITHIN_MS = 1000;
/** Lines of 50±20 and 150±50 ms. */
const LANES = {
  usual: { leastMs: 35, jitterMs: 15, loss: 0.003 },
  bad: { leastMs: 100, jitterMs: 50, loss: 0.01 },
} as const;

/** Ways to be away for a while, and the lines over which one is back in time. */
const ABSENCES: readonly [
  what: string,
  lanes: readonly Lane[],
  begin: (cinema: Cinema, seat: Seat, forMs: number) => void,
  end?: (seat: Seat) => void,
][] = [
  [
    "a hidden tab",
    [LANES.usual, LANES.bad],
    (_, seat) => seat.hide(true),
    (seat) => seat.hide(false),
  ],
  [
    "a phone that was locked",
    [LANES.usual, LANES.bad],
    (_, seat) => seat.hide(true, true),
    (seat) => seat.hide(false),
  ],
  [
    "a process that was stopped",
    [LANES.usual, LANES.bad],
    (_, seat, forMs) => seat.freeze(forMs, false),
  ],
  // Its clock is another one afterwards: only a round trip tells.
  [
    "a computer that slept, its clock as well",
    [LANES.usual],
    (_, seat, forMs) => seat.freeze(forMs, true),
  ],
  [
    "a change of network",
    [LANES.usual, LANES.bad],
    (cinema, seat, forMs) => cinema.breakLink(seat, forMs),
  ],
];

for (const [what, lanes, begin, end] of ABSENCES) {
  Deno.test(`S67 ${what} is on the room's frame a second later, and disturbs nobody`, () => {
    for (const lane of lanes) {
      for (const forMs of [3000, 12_000]) {
        for (const seed of seeds(3)) {
          const cinema = new Cinema(seed);
          const [stays, goes] = [cinema.enter(lane), cinema.enter(lane)];
          cinema.pass(3000);
          stays.press({ type: "play" });
          cinema.pass(12_000);
          const { revision } = cinema.room.timeline;
          const sought = cinema.promises.seeks.length;
          begin(cinema, goes, forMs);
          cinema.pass(forMs);
          end?.(goes);
          cinema.pass(BACK_WITHIN_MS);
          const offMs = 1000 * (cinema.roomS() - goes.element.positionS);
          assert.ok(
            Math.abs(offMs) < FRAME_MS,
            `seed ${seed}, ${lane.leastMs} ms, ${forMs} ms away: ${offMs} off`,
          );
          assert.equal(cinema.room.timeline.revision, revision);
          const others = cinema.promises.seeks.slice(sought).filter((
            { seat },
          ) => seat !== goes);
          assert.deepEqual(others, []);
          assert.ok(
            cinema.room.history.every(({ what }) => what !== "stall"),
            "told as stalled",
          );
        }
      }
    }
  });
}

/** Sleepers over a bad line, how many may take longer than that, and how long at most, in ms. */
const SLEEPERS = 60;
const SLEEPERS_LATE_MAX = 1;
const SLEEPERS_WITHIN_MS = 1500;

Deno.test("S67 a computer that slept with its clock is back within 1 s over 150±50 ms with losses, but for one of sixty", () => {
  const late: string[] = [];
  for (const seed of seeds(SLEEPERS)) {
    const cinema = new Cinema(seed);
    const [stays, goes] = [cinema.enter(LANES.bad), cinema.enter(LANES.bad)];
    cinema.pass(3000);
    stays.press({ type: "play" });
    cinema.pass(12_000 + (377 * seed) % 1000);
    goes.freeze(3000, true);
    cinema.pass(3000);
    let backMs = 0;
    for (let passedMs = 10; passedMs <= 6000; passedMs += 10) {
      cinema.pass(10);
      const offMs = 1000 * (cinema.roomS() - goes.element.positionS);
      if (Math.abs(offMs) >= FRAME_MS) backMs = passedMs;
    }
    assert.ok(backMs <= SLEEPERS_WITHIN_MS, `seed ${seed}: ${backMs} ms`);
    if (backMs > BACK_WITHIN_MS) late.push(`${seed}: ${backMs}`);
  }
  assert.ok(late.length <= SLEEPERS_LATE_MAX, late.join(", "));
});
