import assert from "node:assert/strict";
import { percentile } from "../../bench/percentile.ts";
import { type DoneStep, measure } from "../../bench/sync/measure.ts";
import type { Incident, Look, Trace } from "../../bench/sync/watcher.ts";

/** Somebody whose film moves from an instant on, ahead by a function of true time. */
function trace(
  { fromMs, aheadMs, rate = () => 1, incidents = [] }: {
    readonly fromMs: number;
    readonly aheadMs: (atMs: number) => number;
    readonly rate?: (atMs: number) => number;
    readonly incidents?: readonly Incident[];
  },
): Trace {
  const looks: Look[] = [];
  for (let atMs = 0; atMs < 20_000; atMs += 20) {
    const isMoving = atMs >= fromMs;
    const positionS = isMoving ? (atMs - fromMs + aheadMs(atMs)) / 1000 : 0;
    looks.push([atMs, positionS, rate(atMs), isMoving ? 1 : 0]);
  }
  return { looks, incidents };
}

const PLAY: DoneStep = {
  name: "play",
  atMs: 1000,
  untilMs: 19_000,
  rate: 1,
  settleMs: 5000,
};

Deno.test("measure() tells how far two are apart and how soon they were close", () => {
  const ahead = (atMs: number) => atMs < 3000 ? 100 : atMs < 4000 ? 20 : 3;
  const result = measure([PLAY], [
    trace({ fromMs: 1200, aheadMs: () => 0 }),
    trace({ fromMs: 1200, aheadMs: ahead }),
  ]);
  assert.ok(Math.abs(percentile(result.steadyMs, 0.5) - 3) < 0.01);
  assert.ok(Math.abs(percentile(result.steadyMs, 0.99) - 3) < 0.01);
  const { within40Ms, within10Ms } = result.closeness.play ?? {};
  assert.equal(within40Ms, 2000);
  assert.equal(within10Ms, 3000);
});

Deno.test("measure() counts seeks, bends and waits, and not those a step explains", () => {
  const result = measure([PLAY], [
    trace({ fromMs: 1200, aheadMs: () => 0 }),
    trace({
      fromMs: 1200,
      aheadMs: () => 0,
      rate: (atMs) => atMs >= 8000 && atMs < 9000 ? 1.02 : 1,
      incidents: [
        [1100, "seeking", 1],
        [1150, "waiting", 1],
        [8000, "ratechange", 1.02],
        [9000, "ratechange", 1],
        [12_000, "waiting", 1],
        [30_000, "seeking", 1],
      ],
    }),
  ]);
  assert.equal(result.seeks, 1);
  assert.equal(result.rateSets, 2);
  assert.equal(result.waits, 1);
  assert.ok(Math.abs(result.offRateS - 1) < 0.05);
  assert.ok(Math.abs(result.calmBend - 0.02) < 1e-9);
});

Deno.test("measure() says null where two never come close", () => {
  const { closeness } = measure([PLAY], [
    trace({ fromMs: 1200, aheadMs: () => 0 }),
    trace({ fromMs: 1200, aheadMs: () => 50 }),
  ]);
  assert.deepEqual(closeness.play, { within40Ms: null, within10Ms: null });
});

Deno.test("measure() waits for a step to show before it calls two close again", () => {
  const seek: DoneStep = { ...PLAY, name: "seek", atMs: 5000 };
  const { closeness } = measure([PLAY, seek], [
    trace({ fromMs: 1200, aheadMs: () => 0 }),
    trace({
      fromMs: 1200,
      aheadMs: (atMs) => atMs > 5600 && atMs < 5900 ? 500 : 0,
    }),
  ]);
  const backMs = closeness.seek?.within40Ms ?? 0;
  assert.ok(backMs >= 900 && backMs <= 940, `${backMs}`);
});
