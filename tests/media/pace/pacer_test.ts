import assert from "node:assert/strict";
import { AHEAD_S, type Need, rankOf } from "@/lib/media/pace/need.ts";
import {
  createPacer,
  type Lane,
  LINE_SHARE,
  type Pacer,
  PIECE_BYTES,
} from "@/lib/media/pace/pacer.ts";
import { FakeTimers } from "../fake_timers.ts";

/** A line of 4 Mbit/s, in bytes per second. */
const LINE_BPS = 500_000;
const FILM = { filmBytes: 291_000 * 7200, durationS: 7200 };
const BYTES_PER_S = 291_000;

/** Somebody who takes all that they are given, and tells each second how they stand. */
class Taker {
  bytes = 0;
  bufferedS: number;
  readonly name: string;
  readonly wants: boolean;
  /** How long the picture stood, in ms. */
  stoodMs = 0;
  isLeaving = false;
  readonly lane: Lane;

  constructor(
    pacer: Pacer,
    { name, bufferedS = 0, wants = true }: {
      readonly name: string;
      readonly bufferedS?: number;
      readonly wants?: boolean;
    },
  ) {
    this.name = name;
    this.bufferedS = bufferedS;
    this.wants = wants;
    this.lane = pacer.lane({ viewer: name, filmBytes: FILM.filmBytes });
    void this.#take();
  }

  /** One ms of watching. */
  watch(): void {
    if (!this.wants) return;
    if (this.bufferedS < 0.001) this.stoodMs++;
    else this.bufferedS -= 0.001;
  }

  tell(pacer: Pacer, atMs: number): void {
    const { bufferedS, wants } = this;
    const rate = wants && bufferedS > 0 ? 1 : 0;
    pacer.heard(this.name, {
      atMs,
      bufferedS,
      wants,
      rate,
      durationS: FILM.durationS,
    });
  }

  async #take(): Promise<void> {
    while (true) {
      const bytes = await this.lane.take(128 * 1024);
      if (bytes === 0) return;
      assert.ok(bytes <= PIECE_BYTES, `${bytes} at once`);
      this.bytes += bytes;
      this.bufferedS += bytes / BYTES_PER_S;
    }
  }
}

/** A line with takers on it; time passes by the ms. */
class Street {
  readonly timers = new FakeTimers();
  readonly pacer = createPacer({
    nowMs: this.timers.nowMs,
    timers: this.timers,
  });
  readonly takers: Taker[] = [];

  constructor(lineBps: number | null = LINE_BPS) {
    this.pacer.setLine(lineBps);
  }

  add(...ones: { name: string; bufferedS?: number; wants?: boolean }[]) {
    for (const one of ones) {
      const taker = new Taker(this.pacer, one);
      taker.tell(this.pacer, this.timers.nowMs());
      this.takers.push(taker);
    }
    return this.takers;
  }

  async pass(spanS: number, each: () => void = () => {}): Promise<void> {
    for (let ms = 0; ms < spanS * 1000; ms++) {
      this.timers.pass(1);
      for (let turn = 0; turn < 3; turn++) await Promise.resolve();
      for (const taker of this.takers) {
        taker.watch();
        if (this.timers.nowMs() % 1000 === 0) {
          taker.tell(this.pacer, this.timers.nowMs());
        }
      }
      each();
    }
  }

  close(): void {
    for (const { lane } of this.takers) lane.close();
  }
}

Deno.test("createPacer() fills the line to its share and never beyond", async () => {
  const street = new Street();
  const takers = street.add({ name: "a" }, { name: "b" }, { name: "c" });
  await street.pass(10);
  const sent = takers.reduce((sum, { bytes }) => sum + bytes, 0);
  const may = LINE_BPS * LINE_SHARE * 10;
  assert.ok(sent <= may + 2 * PIECE_BYTES, `${sent} of ${may}`);
  assert.ok(sent >= may * 0.99, `${sent} of ${may}`);
  street.close();
});

Deno.test("createPacer() gives two who share too little the same, and nobody stalls alone", async () => {
  const street = new Street();
  const [a, b] = street.add({ name: "a", bufferedS: 6 }, { name: "b" });
  assert.ok(a !== undefined && b !== undefined);
  await street.pass(10);
  assert.ok(
    Math.abs(a.bufferedS - b.bufferedS) < 1,
    `${a.bufferedS} ${b.bufferedS}`,
  );
  await street.pass(40);
  assert.ok(
    Math.abs(a.bufferedS - b.bufferedS) < 1,
    `${a.bufferedS} ${b.bufferedS}`,
  );
  street.close();
});

Deno.test("createPacer() fills buffers evenly while all are paused", async () => {
  const street = new Street();
  const takers = street.add(
    { name: "a", wants: false },
    { name: "b", wants: false, bufferedS: 4 },
  );
  await street.pass(30);
  const [a, b] = takers.map(({ bufferedS }) => bufferedS);
  assert.ok(a !== undefined && b !== undefined && Math.abs(a - b) < 1.5);
  assert.ok(a > 20, `${a}`);
  street.close();
});

Deno.test("createPacer() serves who starves before who is paused or far ahead, yet forgets nobody", async () => {
  const street = new Street();
  const takers = street.add(
    { name: "poor" },
    { name: "paused", wants: false },
    { name: "rich", bufferedS: 90 },
  );
  await street.pass(8);
  const [poor, paused, rich] = takers.map(({ bytes }) => bytes);
  assert.ok(poor !== undefined && paused !== undefined && rich !== undefined);
  assert.ok(poor > 8 * LINE_BPS * 0.8, `${poor}`);
  assert.ok(rich > 0 && paused > 0);
  assert.ok(rich + paused < 8 * LINE_BPS * 0.1, `${rich} ${paused}`);
  street.close();
});

Deno.test("createPacer() lets frames go at once and takes them off what films may have", async () => {
  const street = new Street();
  const [a] = street.add({ name: "a" });
  await street.pass(10, () => {
    if (street.timers.nowMs() % 100 === 0) street.pacer.said(5000);
  });
  const films = a?.bytes ?? 0;
  const may = LINE_BPS * LINE_SHARE * 10 - 100 * 5000;
  assert.ok(Math.abs(films - may) < may * 0.02, `${films} of ${may}`);
  street.close();
});

Deno.test("createPacer() paces nothing without a line, and ends a wait when it is closed", async () => {
  const free = createPacer({ nowMs: () => 0, timers: new FakeTimers() });
  const lane = free.lane({ viewer: null, filmBytes: 1 });
  assert.equal(await lane.take(131_072), 131_072);
  lane.close();
  assert.equal(await lane.take(1), 0);
  const street = new Street();
  const held = street.pacer.lane({ viewer: null, filmBytes: 1 });
  const turn = held.take(9);
  held.close();
  assert.equal(await turn, 0);
  // Set free, everyone who waits goes on.
  const waits = street.pacer.lane({ viewer: "a", filmBytes: 1 }).take(99_999);
  street.pacer.setLine(null);
  assert.equal(await waits, 99_999);
});

const NEED: Need = {
  atMs: 0,
  bufferedS: 5,
  wants: true,
  rate: 1,
  durationS: 100,
};
const NOTHING_SENT = { sentBytes: 0, filmBytes: 10_000_000 };

Deno.test("rankOf() T2 puts who lacks film most first", () => {
  const rank = (change: Partial<Need> | null, sentBytes = 0, nowMs = 0) =>
    rankOf(
      change === null ? null : { ...NEED, ...change },
      { ...NOTHING_SENT, sentBytes },
      nowMs,
    );
  const order = [
    rank({ bufferedS: 0 }),
    rank({}, 0, 1000), // five seconds, one of which has been seen
    rank({}),
    rank({}, 100_000), // and a second more since then
    rank(null), // a download manager
    rank({ bufferedS: AHEAD_S - 1 }),
    rank({ wants: false, bufferedS: 0 }),
    rank({ bufferedS: AHEAD_S }),
    rank({ bufferedS: 300 }),
  ];
  assert.deepEqual(order, order.toSorted((a, b) => a - b));
  assert.equal(new Set(order).size, order.length);
});
