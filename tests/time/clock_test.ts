import assert from "node:assert/strict";
import { dice } from "@/lib/base/mod.ts";
import {
  addHeard,
  addOneWay,
  addProbe,
  awake,
  beginClock,
  type ClockMemory,
  estimate,
  NO_CLOCK,
  offsetMsAt,
} from "@/lib/time/mod.ts";
import { goesWithReport, isProbeDue, nextProbeInMs } from "@/lib/time/mod.ts";

/** A line with delays that are least `leastMs`, usually little more, seldom much more. */
interface Lane {
  readonly leastMs: number;
  readonly jitterMs: number;
}

/** A server's clock as seen through a line, from a client whose clock is off and drifts. */
function* conversation(
  { seed, lane, offsetMs, skew, forMs, stepMs = 0, isBusy = false }: {
    seed: number;
    lane: Lane;
    offsetMs: number;
    skew: number;
    forMs: number;
    stepMs?: number;
    /** Whether the server answers reports, and is probed the less for it. */
    isBusy?: boolean;
  },
): Generator<{ memory: ClockMemory; nowMs: number; trueOffsetMs: number }> {
  const roll = dice(seed);
  const coarse = (ms: number) =>
    stepMs > 0 ? Math.floor(ms / stepMs) * stepMs : ms;
  const delay = () =>
    lane.leastMs - lane.jitterMs * Math.log(1 - roll.unit()) *
      (roll.unit() < 0.05 ? 4 : 1);
  const offsetAt = (localMs: number) => offsetMs + skew * localMs;
  let memory = NO_CLOCK;
  let arrivedUpMs = 0;
  let arrivedDownMs = 0;
  let localMs = 1000;
  for (let count = 1; localMs < forMs; count++) {
    // A socket keeps its order: nothing overtakes what was sent before.
    arrivedUpMs = Math.max(arrivedUpMs, localMs + delay());
    arrivedDownMs = Math.max(arrivedDownMs, arrivedUpMs + delay());
    memory = addProbe(memory, {
      sentMs: coarse(localMs),
      serverMs: arrivedUpMs + offsetAt(arrivedUpMs),
      receivedMs: coarse(arrivedDownMs),
    });
    yield {
      memory,
      nowMs: arrivedDownMs,
      trueOffsetMs: offsetAt(arrivedDownMs),
    };
    const probedMs = localMs;
    for (;;) {
      localMs += nextProbeInMs({ count, isHidden: false });
      if (!isBusy) break;
      const probedAgoMs = localMs - probedMs;
      if (isProbeDue({ count, answeredAgoMs: 1000, probedAgoMs })) break;
      const upMs = localMs + LONGER_MS + delay();
      const sentMs = coarse(localMs);
      memory = addHeard(memory, { sentMs, serverMs: upMs + offsetAt(upMs) });
      const downMs = upMs + LONGER_MS + delay();
      const serverMs = upMs + offsetAt(upMs);
      memory = addOneWay(memory, { serverMs, receivedMs: coarse(downMs) });
    }
  }
}

/** How much later than a probe a report comes, and its rows than an echo, as they are longer. */
const LONGER_MS = 1;

const LANES: [what: string, lane: Lane, errorMs: number][] = [
  ["a cable", { leastMs: 0.2, jitterMs: 0.1 }, 0.1],
  ["broadband", { leastMs: 30, jitterMs: 8 }, 0.5],
  ["a far and shaky line", { leastMs: 100, jitterMs: 50 }, 3],
];

Deno.test("offsetMsAt() says what estimate() says, at any time", () => {
  assert.equal(offsetMsAt(NO_CLOCK, 0), null);
  const lane = { leastMs: 30, jitterMs: 8 };
  const talk = { seed: 5, lane, offsetMs: 900, skew: 40e-6, forMs: 120_000 };
  for (const { memory, nowMs } of conversation(talk)) {
    const found = estimate(memory, nowMs + 700)?.offsetMs;
    assert.equal(offsetMsAt(memory, nowMs + 700), found);
  }
});

for (
  const [what, lane, errorMs, isBusy] of [
    ...LANES.map((lane) => [...lane, false] as const),
    ...LANES.map((lane) => [...lane, true] as const),
  ]
) {
  const whose = isBusy ? "of a busy server " : "";
  Deno.test(`estimate() finds the offset ${whose}over ${what} and says how surely`, () => {
    const errors: number[] = [];
    let inside = 0;
    for (let seed = 1; seed <= (isBusy ? 6 : 12); seed++) {
      const forMs = isBusy ? 400_000 : 180_000;
      const talk = { seed, lane, offsetMs: -1700, skew: 40e-6, forMs, isBusy };
      for (const { memory, nowMs, trueOffsetMs } of conversation(talk)) {
        if (nowMs < 30_000) continue;
        const found = estimate(memory, nowMs);
        assert.ok(found !== null);
        const errorMs = Math.abs(found.offsetMs - trueOffsetMs);
        errors.push(errorMs);
        if (errorMs <= found.uncertaintyMs) inside++;
      }
    }
    errors.sort((a, b) => a - b);
    const p95 = errors[Math.floor(errors.length * 0.95)] ?? Infinity;
    assert.ok(p95 <= errorMs, `p95 is ${p95} ms`);
    assert.ok(inside / errors.length > 0.9, `${inside} of ${errors.length}`);
  });
}

Deno.test("estimate() knows nothing before the first probe", () => {
  assert.equal(estimate(NO_CLOCK, 0), null);
  const heard = addOneWay(NO_CLOCK, { serverMs: 10, receivedMs: 20 });
  assert.equal(estimate(heard, 20), null);
});

Deno.test("estimate() halves a single round trip", () => {
  const memory = addProbe(NO_CLOCK, {
    sentMs: 100,
    serverMs: 5050,
    receivedMs: 200,
  });
  const found = estimate(memory, 200);
  assert.equal(Math.round(found?.offsetMs ?? NaN), 4900);
  assert.equal(Math.round(found?.roundTripMs ?? NaN), 100);
  assert.equal(Math.round(found?.oneWayMs ?? NaN), 50);
});

Deno.test("estimate() learns the skew within two minutes", () => {
  const talk = {
    seed: 7,
    lane: { leastMs: 30, jitterMs: 8 },
    offsetMs: 0,
    skew: -80e-6,
    forMs: 150_000,
  };
  const last = [...conversation(talk)].at(-1);
  assert.ok(last !== undefined);
  const skew = estimate(last.memory, last.nowMs)?.skew ?? 0;
  assert.ok(Math.abs(skew + 80e-6) < 10e-6, `${skew}`);
});

Deno.test("addOneWay() lets a fast message correct the way down", () => {
  const slow = addProbe(NO_CLOCK, {
    sentMs: 0,
    serverMs: 1010,
    receivedMs: 60,
  });
  assert.ok((estimate(slow, 60)?.roundTripMs ?? 0) >= 60);
  const heard = addOneWay(slow, { serverMs: 1100, receivedMs: 110 });
  assert.ok((estimate(heard, 110)?.roundTripMs ?? 60) < 21);
});

Deno.test("addProbe() starts anew when the clock stepped", () => {
  for (const stepMs of [-40_000, 40_000]) {
    const talk = {
      seed: 3,
      lane: { leastMs: 30, jitterMs: 8 },
      offsetMs: 0,
      skew: 0,
      forMs: 60_000,
    };
    const before = [...conversation(talk)].at(-1);
    assert.ok(before !== undefined);
    const sentMs = before.nowMs + 1000;
    const ask = (memory: ClockMemory, atMs: number) =>
      addProbe(memory, {
        sentMs: atMs,
        serverMs: atMs + 30 + stepMs,
        receivedMs: atMs + 60,
      });
    const offsetMs = (memory: ClockMemory) =>
      estimate(memory, sentMs + 120)?.offsetMs ?? NaN;
    // This one may have left before, and halve the step.
    const torn = ask(before.memory, sentMs);
    assert.ok(Math.abs(offsetMs(torn)) < 10, `${offsetMs(torn)}`);
    const clean = ask(torn, sentMs + 60);
    assert.ok(Math.abs(offsetMs(clean) - stepMs) < 0.1, `${offsetMs(clean)}`);
    // Whoever noticed a wake-up knows that it left afterwards.
    const woken = ask(awake(before.memory, sentMs - 5), sentMs);
    assert.ok(Math.abs(offsetMs(woken) - stepMs) < 0.1, `${offsetMs(woken)}`);
  }
});

Deno.test("awake() lets all that was asked since count where the clock stepped, and nothing of before", () => {
  const before = afterAMinute(5);
  const sleptMs = 4000;
  const wokeMs = before.nowMs + 1000;
  // Asked before anybody noticed the wake-up, and before the sleep for all that is known.
  const early = {
    sentMs: wokeMs - 90,
    serverMs: wokeMs + 2000,
    receivedMs: wokeMs + 20,
  };
  let memory = addProbe(awake(before.memory, wokeMs), early);
  assert.ok(memory.isTorn);
  // The first is slow and the second quick: both left before the first was back.
  for (const [sentMs, upMs] of [[wokeMs, 190], [wokeMs + 12, 110]] as const) {
    memory = addProbe(memory, {
      sentMs,
      serverMs: sentMs + sleptMs + upMs,
      receivedMs: sentMs + upMs + 110,
    });
  }
  const offsetMs = estimate(memory, wokeMs + 250)?.offsetMs ?? NaN;
  assert.ok(Math.abs(offsetMs - sleptMs) < 1, `${offsetMs}`);
});

Deno.test("addProbe() finds a clock again that was put back, also behind a wake-up", () => {
  for (const wokeBeforeMs of [null, 5, 3000]) {
    const { memory: known, nowMs } = afterAMinute(6);
    const backMs = 5000;
    const memory = wokeBeforeMs === null
      ? known
      : awake(known, nowMs - wokeBeforeMs);
    let [after, atMs] = [memory, nowMs - backMs];
    for (let asked = 0; asked < 4; asked++, atMs += 250) {
      after = addProbe(after, {
        sentMs: atMs,
        serverMs: atMs + backMs + 100,
        receivedMs: atMs + 200,
      });
    }
    const offsetMs = estimate(after, atMs)?.offsetMs ?? NaN;
    assert.ok(Math.abs(offsetMs - backMs) < 1, `${offsetMs}`);
  }
});

/** A clock that has talked for a minute over a line of 100 ms each way. */
function afterAMinute(seed: number) {
  const lane = { leastMs: 100, jitterMs: 8 };
  const talk = { seed, lane, offsetMs: 0, skew: 0, forMs: 60_000 };
  return [...conversation(talk)].at(-1) ?? assert.fail();
}

Deno.test("addProbe() does not believe what was on its way while the clock stood still", () => {
  const before = afterAMinute(3);
  const sleptMs = 4000;
  const sentMs = before.nowMs + 1000;
  // It left before the sleep, was held up by the line through all of it, and seems to be back soon.
  const straddling = {
    sentMs,
    serverMs: sentMs + sleptMs - 50,
    receivedMs: sentMs + 70,
  };
  let memory = addProbe(before.memory, straddling);
  for (let ms = sentMs + 70; ms < sentMs + 1000; ms += 40) {
    memory = addProbe(memory, {
      sentMs: ms,
      serverMs: ms + 100 + sleptMs,
      receivedMs: ms + 200,
    });
  }
  const offsetMs = estimate(memory, sentMs + 1200)?.offsetMs ?? NaN;
  assert.ok(Math.abs(offsetMs - sleptMs) < 1, `${offsetMs}`);
});

Deno.test("addProbe() starts anew when its fastest messages make a round trip that none came near", () => {
  const before = afterAMinute(4);
  let { memory } = before;
  // It stepped by less than a round trip, so that none is below nothing.
  const steppedMs = 150;
  for (let ms = before.nowMs; ms < before.nowMs + 3000; ms += 100) {
    memory = addProbe(memory, {
      sentMs: ms,
      serverMs: ms + 100 + steppedMs,
      receivedMs: ms + 200,
    });
  }
  const offsetMs = estimate(memory, before.nowMs + 3200)?.offsetMs ?? NaN;
  assert.ok(Math.abs(offsetMs - steppedMs) < 1, `${offsetMs}`);
});

Deno.test("addProbe() lives with a clock that ticks each 16.7 ms", () => {
  const talk = {
    seed: 5,
    lane: { leastMs: 5, jitterMs: 3 },
    offsetMs: 250,
    skew: 0,
    forMs: 120_000,
    stepMs: 16.7,
  };
  for (const { memory, nowMs, trueOffsetMs } of conversation(talk)) {
    if (nowMs < 20_000) continue;
    const found = estimate(memory, nowMs);
    assert.ok(found !== null);
    // A reading of such a clock is late by half a tick on average: the offset makes up for it.
    const errorMs = Math.abs(found.offsetMs - 16.7 / 2 - trueOffsetMs);
    assert.ok(errorMs < 5, `${errorMs} at ${nowMs}`);
    assert.ok(memory.count > 60);
  }
});

Deno.test("addProbe() drops what cannot be", () => {
  const backwards = { sentMs: 10, serverMs: 5, receivedMs: 9 };
  assert.equal(addProbe(NO_CLOCK, backwards), NO_CLOCK);
  const unreal = { sentMs: 10, serverMs: NaN, receivedMs: 19 };
  assert.equal(addProbe(NO_CLOCK, unreal), NO_CLOCK);
});

Deno.test("addProbe() and addOneWay() keep the memory bounded", () => {
  let memory = NO_CLOCK;
  for (let atMs = 0; atMs < 3_600_000; atMs += 500) {
    memory = addOneWay(memory, { serverMs: atMs, receivedMs: atMs + 20 });
    if (atMs % 1000 === 0) {
      memory = addProbe(memory, {
        sentMs: atMs,
        serverMs: atMs + 20,
        receivedMs: atMs + 40,
      });
    }
  }
  for (const { samples } of [memory.up, memory.down]) {
    assert.ok(samples.length <= 400);
  }
  assert.ok(memory.roundTripsMs.length <= 40);
});

Deno.test("nextProbeInMs() follows its schedule", () => {
  const cases: [count: number, isHidden: boolean, delayMs: number][] = [
    [0, false, 12],
    [7, false, 12],
    [7, true, 12],
    [8, false, 40],
    [59, false, 40],
    [60, false, 100],
    [120, false, 250],
    [240, false, 1000],
    [8, true, 30_000],
    [500, true, 30_000],
  ];
  for (const [count, isHidden, delayMs] of cases) {
    assert.equal(nextProbeInMs({ count, isHidden }), delayMs);
  }
});

Deno.test("isProbeDue() spares most probes where reports are answered, but none of the first minute", () => {
  const cases: [
    count: number,
    answeredAgoMs: number,
    probedAgoMs: number,
    isDue: boolean,
  ][] = [
    [239, 0, 40, true],
    [240, Infinity, 1000, true],
    [240, 5100, 1000, true],
    [240, 900, 1000, false],
    [240, 900, 4000, false],
    [240, 900, 5000, true],
  ];
  for (const [count, answeredAgoMs, probedAgoMs, isDue] of cases) {
    assert.equal(isProbeDue({ count, answeredAgoMs, probedAgoMs }), isDue);
  }
});

Deno.test("goesWithReport() joins to a report what would be due before the next, and nothing that is due anyway", () => {
  const cases: [
    count: number,
    answeredAgoMs: number,
    probedAgoMs: number,
    goes: boolean,
  ][] = [
    [240, 900, 3000, false],
    [240, 900, 4000, true],
    [240, Infinity, 4000, false],
    [239, 900, 4000, false],
  ];
  for (const [count, answeredAgoMs, probedAgoMs, goes] of cases) {
    assert.equal(goesWithReport({ count, answeredAgoMs, probedAgoMs }), goes);
  }
});

Deno.test("addHeard() learns of a fast way up what a probe would have learned", () => {
  const probe = { sentMs: 1000, serverMs: 1510, receivedMs: 1030 };
  const slow = addProbe(NO_CLOCK, probe);
  const fast = { sentMs: 2000, serverMs: 2503 };
  const heard = addProbe(addHeard(slow, fast), {
    sentMs: 3000,
    serverMs: 3510,
    receivedMs: 3030,
  });
  const roundTripMs = (memory: ClockMemory) =>
    Math.round(estimate(memory, 3030)?.roundTripMs ?? NaN);
  assert.deepEqual([slow, heard].map(roundTripMs), [30, 23]);
});

Deno.test("addHeard() does not believe what left before the clock was found to have stepped", () => {
  const steppedMs = 4000;
  const probeAt = (sentMs: number, serverMs: number) => ({
    sentMs,
    serverMs: serverMs + 10,
    receivedMs: sentMs + 20,
  });
  const early = addProbe(NO_CLOCK, probeAt(1000, 1000));
  const torn = addProbe(early, probeAt(2000, 2000 + steppedMs));
  assert.ok(torn.isTorn);
  const anew = addProbe(torn, probeAt(2100, 2100 + steppedMs));
  const before = { sentMs: 1900, serverMs: 1900 };
  for (const memory of [torn, anew]) {
    assert.equal(addHeard(memory, before), memory);
    assert.equal(addProbe(memory, probeAt(1900, 1900)), memory);
  }
  const after = addHeard(anew, { sentMs: 2200, serverMs: 2205 + steppedMs });
  assert.notEqual(after, anew);
});

/** Probes sent each 12 ms over 50 ms each way, whose echoes are all read at once, late. */
function readLate(memory: ClockMemory, readMs: number): ClockMemory {
  return Array.from({ length: 8 }, (_, index) => 100 + 12 * index).reduce(
    (known, sentMs) =>
      addProbe(known, { sentMs, serverMs: sentMs + 50, receivedMs: readMs }),
    memory,
  );
}

Deno.test("beginClock() lets what was read late be no way down, and what is surer take its place", () => {
  // A page that did not read for half a second: 150 to 300 ms off by halves.
  const halved = estimate(readLate(NO_CLOCK, 700), 700);
  assert.ok((halved?.offsetMs ?? 0) < -200);
  const late = readLate(beginClock(120), 700);
  const found = estimate(late, 700) ?? assert.fail();
  assert.ok(Math.abs(found.offsetMs) < 15, `${found.offsetMs}`);
  // Nobody knows that it was not the way up, so it is no surer.
  assert.ok(found.uncertaintyMs > 200, `${found.uncertaintyMs}`);
  assert.ok(Math.abs(found.roundTripMs - 120) < 1);
  const probe = { sentMs: 800, serverMs: 852, receivedMs: 902 };
  const clean = addProbe(late, probe);
  const sure = estimate(clean, 902) ?? assert.fail();
  assert.ok(Math.abs(sure.offsetMs) < 2, `${sure.offsetMs}`);
  assert.ok(sure.roundTripMs < 101);
});

Deno.test("beginClock() says no more once enough probes are back: the line may be another", () => {
  let memory = beginClock(40);
  for (let sentMs = 0; sentMs < 4000; sentMs += 40) {
    const serverMs = sentMs + 100;
    memory = addProbe(memory, { sentMs, serverMs, receivedMs: sentMs + 200 });
  }
  assert.ok(Math.abs(estimate(memory, 4000)?.offsetMs ?? NaN) < 0.1);
});
