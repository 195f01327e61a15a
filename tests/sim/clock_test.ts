import assert from "node:assert/strict";
import { dice } from "@/lib/base/mod.ts";
import {
  addOneWay,
  addProbe,
  estimate,
  nextProbeInMs,
  NO_CLOCK,
} from "@/lib/time/mod.ts";
import { House } from "./house.ts";
import { createLane, type Lane } from "./line.ts";
import { seeds } from "./seeds.ts";
import { World } from "./world.ts";

/** A line of 150±50 ms, some of whose frames wait for a packet that was lost. */
const BAD = { leastMs: 100, jitterMs: 50, loss: 0.01 } as const;

/** For how long a clock stands still, and after which time it is known again, in ms. */
const STANDS: readonly (readonly [forMs: number, withinMs: number])[] = [
  [40, 15_000],
  [100, 5000],
  [160, 5000],
  [300, 3000],
  [2000, 3000],
  [60_000, 3000],
];
/** How far off it is then at most, in ms, and beyond what it says. */
const OFF_MS = 30;
const BEYOND_MS = 10;

for (const [forMs, withinMs] of STANDS) {
  Deno.test(`S67 a clock that stood still for ${forMs} ms is known again over 150±50 ms with losses`, () => {
    for (const seed of seeds(6)) {
      const house = new House(seed);
      house.enter("stays", BAD);
      const goes = house.enter("goes", BAD);
      house.pass(6000 + 97 * seed);
      goes.sleep(forMs, true);
      house.pass(forMs + withinMs);
      const offMs = Math.abs(
        (goes.session.serverNowMs() ?? NaN) - house.serverMs,
      );
      const { uncertaintyMs = NaN } = goes.session.clock.peek() ?? {};
      const sure = `seed ${seed}: ${offMs} ms off, ±${uncertaintyMs}`;
      assert.ok(offMs < OFF_MS, sure);
      assert.ok(offMs < uncertaintyMs + BEYOND_MS, sure);
    }
  });
}

/** Lines of all sorts, the last as bad as any that a film comes through. */
const LANES: readonly Lane[] = [
  { leastMs: 0.3, jitterMs: 0.2, loss: 0 },
  { leastMs: 30, jitterMs: 20, loss: 0.01 },
  BAD,
  { leastMs: 5, jitterMs: 50, loss: 0.02 },
  { leastMs: 20, jitterMs: 200, loss: 0.05 },
];

Deno.test("a clock that only drifts is never said to have stepped, over any line", () => {
  for (const lane of LANES) {
    for (const drift of [80e-6, -80e-6]) {
      for (const seed of seeds(5)) {
        const world = new World();
        const roll = dice(seed);
        const up = createLane(world, roll, lane);
        const down = createLane(world, roll, lane);
        const localMs = () => world.nowMs * (1 + drift);
        let known = NO_CLOCK;
        const probe = (count: number): void => {
          const sentMs = localMs();
          up(() => {
            const serverMs = world.nowMs;
            down(() => {
              known = addProbe(known, {
                sentMs,
                serverMs,
                receivedMs: localMs(),
              });
              assert.ok(
                !known.isTorn,
                `${lane.jitterMs} ms, ${drift}, seed ${seed}: torn`,
              );
            });
          });
          const waitMs = nextProbeInMs({ count, isHidden: false });
          world.after(waitMs, () => probe(count + 1));
        };
        const tell = (): void => {
          const serverMs = world.nowMs;
          down(() => {
            known = addOneWay(known, { serverMs, receivedMs: localMs() });
          });
          world.after(1000, tell);
        };
        probe(1);
        tell();
        world.runUntil(120_000);
        const offMs = (estimate(known, localMs())?.offsetMs ?? NaN) +
          localMs() - world.nowMs;
        assert.ok(
          Math.abs(offMs) < Math.max(1, lane.jitterMs / 5),
          `${offMs} ms off`,
        );
      }
    }
  }
});
