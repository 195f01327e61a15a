import assert from "node:assert/strict";
import { type Dice, dice } from "@/lib/base/mod.ts";
import { Cinema } from "./cinema.ts";
import type { Lane } from "./line.ts";
import { CLOCK_FAULTS, type ClockFault } from "./local_clock.ts";
import type { Seat } from "./seat.ts";
import type { Shipped } from "./shipped.ts";

/** Lines of all sorts; what is on top of the least delay has a heavy tail. */
const LANES: readonly [Lane, ...Lane[]] = [
  { leastMs: 0.3, jitterMs: 0.2, loss: 0 },
  { leastMs: 15, jitterMs: 5, loss: 0.002 },
  { leastMs: 30, jitterMs: 20, loss: 0.01 },
  { leastMs: 100, jitterMs: 50, loss: 0.01 },
];
/** Viewers of most evenings, and of a full one. */
const FEW = { low: 2, high: 4 } as const;
/** A full house. */
const MANY_MAX = 50;
/** Each so many evenings begin playing with the guard on. */
const GUARDED_EACH = 2;
/** How long things happen, in ms. */
const CHAOS_MS = 9000;
/** How long nothing does, after which all agree, in ms. */
const PEACE_MS = 9000;

/** Who comes. */
export interface Cast {
  /** What their clocks may have. */
  readonly faults: readonly [ClockFault, ...ClockFault[]];
  /** Share of evenings with a full house. */
  readonly fullShare: number;
}

/** Of most evenings. */
export const USUAL: Cast = { faults: CLOCK_FAULTS, fullShare: 0.01 };

type Deed = (cinema: Cinema, seat: Seat, roll: Dice, cast: Cast) => void;

/** What may happen next; what stands here more than once happens more often. */
const DEEDS: readonly [Deed, ...Deed[]] = [
  (_, seat) => seat.press({ type: "play" }),
  (_, seat) => seat.press({ type: "play" }),
  (_, seat) => seat.press({ type: "pause" }),
  (_, seat, roll) =>
    seat.press({ type: "seek", positionS: roll.whole(0, 5300) }),
  (_, seat, roll) => {
    // A storm: somebody drags the seek bar.
    const from = roll.whole(0, 5000);
    for (let i = 0; i < 20; i++) {
      seat.press({ type: "seek", positionS: from + i });
    }
  },
  (_, seat, roll) =>
    seat.press({ type: "rate", speed: roll.pick([0.5, 1, 1, 1.5]) }),
  (_, seat) => seat.press({ type: "guard", on: true }),
  (_, seat) => seat.press({ type: "guard", on: false }),
  (_, seat) => seat.act("pause"),
  (_, seat) => seat.act("seek"),
  stumble,
  stumble,
  (_, seat, roll) => {
    // A sleep shorter than a round trip cannot be told from a slow message for a while.
    const sleeps = seat.clock.fault === "step";
    seat.freeze(roll.whole(sleeps ? 1000 : 300, 4000), sleeps);
  },
  (cinema, seat, roll) => {
    seat.hide(true);
    cinema.world.after(roll.whole(500, 5000), () => seat.hide(false));
  },
  (cinema, seat, roll) => cinema.breakLink(seat, roll.whole(200, 4000)),
  (_, seat, roll) => {
    // What is pressed meanwhile comes too late.
    seat.hang(roll.whole(1000, 4500));
    seat.press({ type: "pause" });
  },
  (cinema, _, roll, { faults }) => {
    if (cinema.seats.length < 50) {
      cinema.enter(roll.pick(LANES), roll.pick(faults));
    }
  },
  (cinema, seat) => {
    if (cinema.seats.length > 2) cinema.leave(seat);
  },
  (_, seat) => seat.watch(seat.isElsewhere ? "room" : "own"),
];

function stumble(cinema: Cinema, seat: Seat, roll: Dice): void {
  seat.stick(true);
  cinema.world.after(roll.whole(300, 6000), () => seat.stick(false));
}

/** An evening of random deeds, then peace, in which all must come to agree. */
export function evening(
  seed: number,
  shipped?: Shipped,
  cast: Cast = USUAL,
): void {
  const cinema = new Cinema(seed, shipped);
  const roll = dice(seed ^ 0x5eed);
  const isFull = roll.unit() < cast.fullShare;
  const count = isFull
    ? roll.whole(10, MANY_MAX)
    : roll.whole(FEW.low, FEW.high);
  for (let i = 0; i < count; i++) {
    cinema.enter(roll.pick(LANES), roll.pick(cast.faults));
    cinema.pass(roll.whole(0, 200));
  }
  cinema.pass(1500);
  if (seed % GUARDED_EACH === 0) {
    pick(cinema.seats, roll).press({ type: "guard", on: true });
    pick(cinema.seats, roll).press({ type: "play" });
  }
  const endMs = cinema.world.nowMs + CHAOS_MS;
  while (cinema.world.nowMs < endMs) {
    roll.pick(DEEDS)(cinema, pick(cinema.seats, roll), roll, cast);
    cinema.pass(roll.whole(0, 1200));
  }
  cinema.pass(5000);
  for (const seat of cinema.seats) {
    if (seat.isElsewhere) seat.watch("room");
    if (seat.isHidden) seat.hide(false);
    if (seat.stuckSinceMs !== null) seat.stick(false);
  }
  cinema.pass(1000);
  pick(cinema.seats, roll).press({ type: "guard", on: false });
  cinema.pass(1000);
  for (const seat of cinema.seats) seat.press({ type: "play" });
  cinema.pass(PEACE_MS);
  assertAgreed(cinema);
}

/** An evening whose failure names its seed. */
export function replay(seed: number, cast?: Cast): void {
  try {
    evening(seed, undefined, cast);
  } catch (error) {
    throw new Error(`SEED=${seed} replays it`, { cause: error });
  }
}

function pick(seats: readonly Seat[], roll: Dice): Seat {
  const seat = seats[roll.whole(0, seats.length - 1)];
  assert.ok(seat !== undefined);
  return seat;
}

/** How far a picture may be off the room's line once all is quiet, in ms. */
const OFF_MAX_MS: Readonly<Record<ClockFault, number>> = {
  none: 40,
  drift: 40,
  wander: 40,
  step: 60,
  // Half a tick of such a clock and what its readings wobble by.
  coarse: 150,
};

function assertAgreed(cinema: Cinema): void {
  const { room, seats, shipped } = cinema;
  assert.equal(room.viewers.size, seats.length, "nobody is there twice");
  assert.equal(room.guard.on, false);
  const { timeline } = room;
  for (const seat of seats) {
    const { id, signals, clock, element } = seat;
    assert.equal(signals.timeline.peek()?.revision, timeline.revision, id);
    assert.equal(signals.following.peek(), true, `${id} follows`);
    const offMs = 1000 * Math.abs(cinema.roomS() - element.positionS);
    assert.ok(
      offMs < OFF_MAX_MS[clock.fault],
      `${id} (${clock.fault}) is ${offMs.toFixed(1)} ms off`,
    );
  }
  const [me, ...others] = seats;
  const mine = me?.seen() ?? null;
  if (me === undefined || mine === null) return;
  for (const other of others) {
    const row = me.signals.rows.peek().get(other.id)?.peek();
    if (row === undefined || row.atMs === null) continue;
    const { gapMs, uncertaintyMs } = shipped.gapBetween(
      mine,
      { ...row, atMs: row.atMs },
      { nowMs: mine.atMs, durationS: timeline.durationS },
    );
    const truthMs = 1000 * (me.element.positionS - other.element.positionS);
    const faults = [me.clock.fault, other.clock.fault];
    const isCoarse = faults.includes("coarse");
    // What two positions wobble by at another speed does not shrink where that is slow.
    const withinMs = Math.max(1, timeline.speed) *
      (isCoarse ? 150 : faults.includes("step") ? 40 : 20);
    assert.ok(
      Math.abs(gapMs - truthMs) <= withinMs,
      `${me.id} reads ${gapMs} ms to ${other.id} and is ${truthMs} ms ahead`,
    );
    assert.ok(uncertaintyMs > 0 && uncertaintyMs < (isCoarse ? 500 : 250));
  }
}
