import assert from "node:assert/strict";
import {
  bendsAct,
  learnBend,
  learnLatency,
  learnSeek,
} from "@/lib/sync/learnt.ts";
import { expectSeeks, SEEK_MAX, UNLEARNT } from "@/lib/sync/mod.ts";

Deno.test("expectSeeks() goes by the way to the server until a seek was seen", () => {
  const near = expectSeeks(UNLEARNT, 0);
  const far = expectSeeks(UNLEARNT, 100);
  assert.deepEqual(near.seekNetwork, { meanMs: 90, strayMs: 20 });
  assert.deepEqual(far.seekNetwork, { meanMs: 290, strayMs: 45 });
  assert.deepEqual(far, { ...UNLEARNT, seekNetwork: far.seekNetwork });
  assert.equal(expectSeeks(far, 900), far, "what is known stays");
});

const KNOWN = expectSeeks(UNLEARNT, 100);
/** What is planned for a seek after some that took so long, in ms. */
function plannedMs(tookMs: readonly number[]): number {
  const { seekNetwork: { meanMs, strayMs } } = tookMs.reduce(
    (learnt, oneMs) => learnSeek(learnt, "seekNetwork", oneMs),
    KNOWN,
  );
  assert.ok(meanMs <= SEEK_MAX.meanMs && strayMs <= SEEK_MAX.strayMs);
  return meanMs + 2 * strayMs;
}

const USUAL_MS = [260, 320, 290, 340, 280] as const;
for (
  const [what, tookMs, leastMs, mostMs] of [
    ["seeks as they usually are for what they are", USUAL_MS, 340, 450],
    ["a stall for no more than a slow seek", [5000], 380, 650],
    [
      "stalls in a row for no more than a slow line",
      Array(5).fill(6000),
      900,
      1400,
    ],
    [
      "a stall for nothing after some usual ones",
      [5000, ...USUAL_MS],
      340,
      480,
    ],
    [
      "a line that became slow for what it is after a few",
      Array(6).fill(1200),
      1200,
      1800,
    ],
  ] as const
) {
  Deno.test(`learnSeek() takes ${what}`, () => {
    const ms = plannedMs(tookMs);
    assert.ok(ms >= leastMs && ms <= mostMs, `${ms}`);
  });
}

Deno.test("learnBend() gives bends up after two that did nothing, and forgives what exact ones surround", () => {
  const nothing = { askedS: 0.005, movedS: -0.02 };
  const exact = { askedS: 0.005, movedS: 0.0055 };
  const once = learnBend(UNLEARNT, nothing);
  assert.ok(bendsAct(once));
  assert.ok(!bendsAct(learnBend(once, nothing)));
  let learnt = once;
  for (let bend = 0; bend < 10; bend++) learnt = learnBend(learnt, exact);
  assert.ok(bendsAct(learnBend(learnt, nothing)));
  const tiny = { askedS: 0.001, movedS: 0.001 };
  assert.equal(learnBend(once, tiny), once, "no more than noise");
});

Deno.test("learnLatency() believes the first play whole where it came early, and later ones by half", () => {
  const { playFlushedMs } = UNLEARNT;
  const after = (learnt: typeof UNLEARNT, missedMs: number) =>
    learnLatency(learnt, "playFlushedMs", missedMs).playFlushedMs;
  assert.equal(after(UNLEARNT, -75), playFlushedMs - 75);
  assert.equal(after(UNLEARNT, -500), -40, "within bounds");
  assert.equal(after({ ...UNLEARNT, playFlushedMs: 60 }, -40), 40);
  assert.equal(after(UNLEARNT, 500), playFlushedMs + 12, "a stall makes late");
});
