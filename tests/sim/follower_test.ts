import assert from "node:assert/strict";
import { type Dice, dice } from "@/lib/base/mod.ts";
import type { Course } from "@/lib/sync/mod.ts";
import { lineAt, positionAt } from "@/lib/time/mod.ts";
import type { Lane } from "./line.ts";
import { type Deed, ModelViewer } from "./model_viewer.ts";
import { seeds } from "./seeds.ts";
import { World } from "./world.ts";

const DURATION_S = 600;

/** A room as far as a follower sees it, with two viewers and a third who comes late. */
class Evening {
  readonly world = new World();
  readonly viewers: ModelViewer[] = [];
  readonly spreadsMs: number[] = [];
  readonly offsMs: number[] = [];
  readonly deeds: Deed[] = [];
  readonly seeks = new Map<string, number>();
  readonly #roll: Dice;
  readonly #lane: Lane;
  course: Course = {
    revision: 0,
    positionS: 0,
    rate: 0,
    speed: 1,
    atMs: 0,
    prev: null,
    durationS: DURATION_S,
  };

  constructor(seed: number, lane: Lane) {
    this.#roll = dice(seed);
    this.#lane = lane;
  }

  join({ isFlushedBySpeeds = false } = {}): void {
    const viewer = new ModelViewer({
      world: this.world,
      roll: dice(this.#roll.whole(1, 1e9)),
      lane: this.#lane,
      offsetMs: this.#roll.whole(-5000, 5000),
      skew: (this.#roll.unit() - 0.5) * 80e-6,
      durationS: DURATION_S,
      isFlushedBySpeeds,
      onDeed: (deed) => this.#check(deed),
    });
    this.viewers.push(viewer);
    viewer.send(this.course);
  }

  /** The room moves on another line, a lead from now. */
  command(change: { positionS?: number; rate?: number; speed?: number }): void {
    const atMs = this.world.nowMs +
      this.#leadMs(change.positionS !== undefined);
    const prev = lineAt(this.course, atMs);
    const speed = change.speed ?? this.course.speed;
    this.course = {
      ...this.course,
      revision: this.course.revision + 1,
      positionS: change.positionS ?? positionAt(prev, atMs),
      rate: change.rate ?? (this.course.rate > 0 ? speed : 0),
      speed,
      atMs,
      prev: { positionS: prev.positionS, rate: prev.rate, atMs: prev.atMs },
    };
    for (const viewer of this.viewers) viewer.send(this.course);
  }

  /** Lets time pass; of its last part, what the viewers are apart is taken down. */
  pass(forMs: number, { settleMs }: { settleMs: number }): void {
    const { world } = this;
    const endMs = world.nowMs + forMs;
    world.runUntil(world.nowMs + settleMs);
    while (world.nowMs < endMs) {
      world.runUntil(world.nowMs + 25);
      const at = this.viewers.map(({ element }) => element.positionS);
      this.spreadsMs.push(1000 * (Math.max(...at) - Math.min(...at)));
      const target = positionAt(lineAt(this.course, world.nowMs), world.nowMs);
      this.offsMs.push(...at.map((one) => 1000 * Math.abs(one - target)));
    }
  }

  #leadMs(isSeek: boolean): number {
    const needs = this.viewers.map((viewer) => {
      const clock = viewer.clock();
      const { playFlushedMs, seekBuffered } = viewer.memory.learnt;
      return (clock?.oneWayMs ?? 100) + 1.5 * (clock?.jitterMs ?? 50) +
        playFlushedMs +
        (isSeek ? seekBuffered.meanMs + 2 * seekBuffered.strayMs : 0);
    });
    return Math.min(750, Math.max(60, ...needs) + 15);
  }

  /** What holds at every step. */
  #check(deed: Deed): void {
    const { viewer, action, reading, revision } = deed;
    this.deeds.push(deed);
    if (action.type === "rate") {
      const share = action.rate / this.course.speed;
      const isNear = share > 0.9 && share < 1.1;
      const before = this.course.prev?.rate ?? 1;
      assert.ok(
        isNear || Math.abs(action.rate / before - 1) < 0.1,
        `a speed of ${action.rate} while the room has ${this.course.speed}`,
      );
    }
    if (action.type !== "seek") return;
    assert.ok(reading.readyState >= 1, "a seek before the film is known");
    const key = `${this.viewers.indexOf(viewer)} ${revision} ${action.reason}`;
    const count = (this.seeks.get(key) ?? 0) + 1;
    this.seeks.set(key, count);
    assert.ok(
      count === 1 || Math.abs(action.errorMs) > 50,
      `pulled ${count} times for revision ${revision} by ${action.errorMs} ms`,
    );
    assert.ok(
      !reading.isSeeking ||
        this.world.nowMs - (this.#soughtMs.get(viewer) ?? -1e9) > 500,
      "a seek while seeking",
    );
    this.#soughtMs.set(viewer, this.world.nowMs);
  }

  readonly #soughtMs = new Map<ModelViewer, number>();
}

function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length * share)] ?? NaN;
}

/** Everything that happens to a room within two minutes. */
function evening(
  seed: number,
  lane: Lane,
  second: Parameters<Evening["join"]>[0] = {},
): Evening {
  const room = new Evening(seed, lane);
  room.join();
  room.join(second);
  room.world.runUntil(4000);
  room.command({ rate: 1 });
  room.pass(12_000, { settleMs: 5000 });
  room.command({ rate: 0 });
  room.pass(3000, { settleMs: 2000 });
  room.command({ rate: 1 });
  room.pass(10_000, { settleMs: 4000 });
  room.join();
  room.pass(12_000, { settleMs: 6000 });
  room.command({ positionS: 40 });
  room.pass(10_000, { settleMs: 5000 });
  room.command({ positionS: 400 });
  room.pass(10_000, { settleMs: 5000 });
  room.viewers[1]?.freeze(3000);
  room.pass(13_000, { settleMs: 8000 });
  room.command({ speed: 1.5 });
  room.pass(10_000, { settleMs: 5000 });
  room.command({ speed: 1 });
  room.pass(10_000, { settleMs: 5000 });
  return room;
}

const LANES: [what: string, lane: Lane, spreadMs: number][] = [
  ["a cable", { leastMs: 0.3, jitterMs: 0.2, loss: 0 }, 10],
  ["50±20 ms", { leastMs: 30, jitterMs: 12, loss: 0 }, 10],
  ["150±50 ms and loss", { leastMs: 100, jitterMs: 30, loss: 0.01 }, 15],
];

for (const [what, lane, spreadMs] of LANES) {
  Deno.test(`step() holds three viewers together over ${what}`, () => {
    const spreads: number[] = [];
    for (const seed of seeds(5)) {
      const room = evening(seed, lane);
      spreads.push(...room.spreadsMs);
      const p95 = percentile(room.spreadsMs, 0.95);
      assert.ok(p95 < 40, `seed ${seed}: p95 of the spread is ${p95} ms`);
      const off = percentile(room.offsMs, 0.95);
      assert.ok(off < 40, `seed ${seed}: p95 off the line is ${off} ms`);
    }
    const p95 = percentile(spreads, 0.95);
    assert.ok(p95 < spreadMs, `p95 over all seeds is ${p95} ms`);
  });
}

Deno.test("step() holds a player that other speeds throw off, by pauses and seeks", () => {
  const spreads: number[] = [];
  for (const seed of seeds(5)) {
    const cable = { leastMs: 0.3, jitterMs: 0.2, loss: 0 };
    const room = evening(seed, cable, { isFlushedBySpeeds: true });
    spreads.push(...room.spreadsMs);
    const bends = room.deeds.filter(({ viewer, action }) =>
      viewer === room.viewers[1] && action.type === "rate" && action.isBend
    );
    assert.ok(
      bends.length <= 6,
      `seed ${seed}: it bends ${bends.length} times`,
    );
  }
  const p95 = percentile(spreads, 0.95);
  assert.ok(p95 < 15, `p95 over all seeds is ${p95} ms`);
});

Deno.test("step() lets a film end for all and begin again together", () => {
  for (const seed of seeds(5)) {
    const room = new Evening(seed, { leastMs: 30, jitterMs: 12, loss: 0 });
    room.join();
    room.join();
    room.world.runUntil(4000);
    room.command({ positionS: DURATION_S - 8, rate: 1 });
    room.world.runUntil(room.world.nowMs + 6000);
    const before = room.deeds.length;
    room.world.runUntil(room.world.nowMs + 14_000);
    const deeds = room.deeds.slice(before).map(({ action }) => action.type);
    assert.deepEqual(deeds.filter((type) => type !== "rate"), []);
    for (const { element } of room.viewers) {
      assert.equal(element.positionS, DURATION_S);
    }
    room.command({ positionS: 0 });
    room.pass(10_000, { settleMs: 5000 });
    const p95 = percentile(room.spreadsMs, 0.95);
    assert.ok(p95 < 15, `seed ${seed}: ${p95} ms apart after the loop`);
  }
});

Deno.test("step() follows the last of a storm of seeks", () => {
  for (const seed of seeds(5)) {
    const room = new Evening(seed, { leastMs: 30, jitterMs: 12, loss: 0 });
    room.join();
    room.join();
    room.world.runUntil(4000);
    room.command({ rate: 1 });
    room.pass(6000, { settleMs: 6000 });
    for (let count = 1; count <= 10; count++) {
      room.command({ positionS: 10 + count * 37 });
      room.world.runUntil(room.world.nowMs + 100);
    }
    room.pass(10_000, { settleMs: 6000 });
    const p95 = percentile(room.offsMs, 0.95);
    assert.ok(p95 < 20, `seed ${seed}: ${p95} ms off the last seek`);
  }
});
