import { clamp } from "@/lib/base/mod.ts";
import {
  type Ageing,
  lowest,
  type Minima,
  NO_MINIMA,
  opensCoarseBin,
  withSample,
} from "./minima.ts";
import { fitSkew, NO_SKEW, type Skew } from "./skew.ts";

/** What a client remembers of its talk with the server's clock. Bounded; plain data. */
export interface ClockMemory {
  /** Messages to the server: server's clock at arrival minus ours at departure. */
  readonly up: Minima;
  /** Messages from the server: our clock at arrival minus the server's at departure. */
  readonly down: Minima;
  readonly skew: Skew;
  /** Round trips of the last probes, in ms, at most {@linkcode ROUND_TRIPS_MAX}. */
  readonly roundTripsMs: readonly number[];
  /** Probes that came back. */
  readonly count: number;
  /** Finest step seen of the local clock, in ms: some browsers coarsen it. */
  readonly stepMs: number;
  /** The offset in use and the local ms at which it was so; null before the first probe. */
  readonly held: { readonly offsetMs: number; readonly atMs: number } | null;
}

/** A probe that came back: two local times with a server time in between, all monotonic ms. */
export interface Probe {
  readonly sentMs: number;
  readonly serverMs: number;
  readonly receivedMs: number;
}

/** What is known of the server's clock. */
export interface ClockEstimate {
  /** Server's clock minus the local one, in ms. */
  readonly offsetMs: number;
  /** Server ms gained per local ms. */
  readonly skew: number;
  /**
   * Half-width, in ms, of the band in which the offset lies as far as anyone can see: a line that
   * is longer one way than the other shifts both ends alike, and no exchange of messages shows it.
   */
  readonly uncertaintyMs: number;
  /** Shortest round trip lately, in ms. */
  readonly roundTripMs: number;
  /** Half of it. */
  readonly oneWayMs: number;
  /** How much later than that a message arrives in the worst of twenty, in ms. */
  readonly jitterMs: number;
}

/** Nothing heard yet. Begin here again when the server is another one. */
export const NO_CLOCK: ClockMemory = {
  up: NO_MINIMA,
  down: NO_MINIMA,
  skew: NO_SKEW,
  roundTripsMs: [],
  count: 0,
  stepMs: Infinity,
  held: null,
};

/** Round trips kept: the worst of twenty is the second worst of them. */
const ROUND_TRIPS_MAX = 40;
/** Probes that must be back before the offset is moved gently instead of at once. */
const SETTLED_COUNT = 60;
/** A difference above which a settled offset jumps, in ms: gliding there would take half a minute. */
const JUMP_MS = 60;
/** Least speed of gliding, in ms per ms: 2 ms a second stays below any steering. */
const SLEW_MIN = 2e-3;
/** Speed of gliding as a share of the difference, per ms: half of it a second. */
const SLEW_SHARE = 5e-4;
/** Skew that may be overlooked before a fit: what quartzes of two computers differ by. */
const DRIFT_UNKNOWN = 30e-6;
/** Skew that may be overlooked after it: what a fit leaves and temperature does. */
const DRIFT_KNOWN = 4e-6;
/** How long a drift may go on unseen, in ms: about as often a really fast message comes by. */
const UNSEEN_MS = 10_000;
/** Fast messages of one direction that are compared to tell how sure the fastest is. */
const LOWEST_COUNT = 4;

/**
 * The memory with one probe more. The least delays of each direction are kept apart, since the
 * fastest message up and the fastest down seldom belong to one probe; half their difference is
 * the offset. Its error is half of what the two paths differ by when both are empty.
 */
export function addProbe(memory: ClockMemory, probe: Probe): ClockMemory {
  const { sentMs, serverMs, receivedMs } = probe;
  const roundTripMs = receivedMs - sentMs;
  if (!(roundTripMs >= 0) || !Number.isFinite(serverMs)) return memory;
  const next = settle({
    ...withDown(memory, { serverMs, receivedMs }),
    up: withSample(memory.up, { atMs: sentMs, valueMs: serverMs - sentMs }),
    stepMs: finer(memory.stepMs, roundTripMs),
    roundTripsMs: [...memory.roundTripsMs, roundTripMs].slice(-ROUND_TRIPS_MAX),
    count: memory.count + 1,
  }, receivedMs);
  // A round trip below nothing means that a clock stepped, as one does that stands still while a
  // computer sleeps. What was measured before is void; a coarse clock may be short by its step.
  const isTorn = memory.count > 0 &&
    -spanMs(next, receivedMs) > 1 + Math.min(next.stepMs, 200);
  return isTorn ? addProbe({ ...NO_CLOCK, stepMs: next.stepMs }, probe) : next;
}

/** The memory with one message more that came from the server without being asked for. */
export function addOneWay(
  memory: ClockMemory,
  message: { readonly serverMs: number; readonly receivedMs: number },
): ClockMemory {
  return Number.isFinite(message.receivedMs - message.serverMs)
    ? withDown(memory, message)
    : memory;
}

/**
 * What the memory says of the server's clock.
 *
 * @param nowMs local monotonic ms
 * @returns null before the first probe
 */
export function estimate(
  memory: ClockMemory,
  nowMs: number,
): ClockEstimate | null {
  if (memory.held === null) return null;
  const up = lowest(memory.up, nowMs, upward(memory), LOWEST_COUNT);
  const down = lowest(memory.down, nowMs, downward(memory), LOWEST_COUNT);
  const roundTripMs = Math.max(0, (up[0] ?? 0) + (down[0] ?? 0));
  const sorted = [...memory.roundTripsMs].sort((a, b) => a - b);
  const slowMs = sorted[Math.floor(sorted.length * 0.95)] ?? roundTripMs;
  const offsetMs = offsetAt(memory.held, memory.skew.rate, nowMs);
  const freshMs = ((up[0] ?? 0) - (down[0] ?? 0)) / 2;
  const seenMs = (spread(up, roundTripMs) + spread(down, roundTripMs)) / 2;
  return {
    offsetMs,
    skew: memory.skew.rate,
    uncertaintyMs: Math.min(seenMs, roundTripMs / 2) +
      Math.abs(freshMs - offsetMs) + driftOf(memory.skew) * UNSEEN_MS +
      (Number.isFinite(memory.stepMs) ? memory.stepMs / 2 : 0),
    roundTripMs,
    oneWayMs: roundTripMs / 2,
    jitterMs: Math.max(0, (slowMs - roundTripMs) / 2),
  };
}

function withDown(
  memory: ClockMemory,
  { serverMs, receivedMs }: { serverMs: number; receivedMs: number },
): ClockMemory {
  const sample = { atMs: receivedMs, valueMs: receivedMs - serverMs };
  const down = withSample(memory.down, sample);
  const lastMs = memory.down.fine.at(-1)?.atMs ?? -Infinity;
  return {
    ...memory,
    down,
    stepMs: finer(memory.stepMs, receivedMs - lastMs),
    skew: opensCoarseBin(memory.down, sample)
      ? fitSkew(memory.up.coarse, down.coarse)
      : memory.skew,
  };
}

/** Takes the new offset while few probes are back, glides towards it later. */
function settle(memory: ClockMemory, nowMs: number): ClockMemory {
  const up = lowest(memory.up, nowMs, upward(memory), 1)[0] ?? 0;
  const down = lowest(memory.down, nowMs, downward(memory), 1)[0] ?? 0;
  const freshMs = (up - down) / 2;
  const { held, skew } = memory;
  if (held === null || memory.count < SETTLED_COUNT) {
    return { ...memory, held: { offsetMs: freshMs, atMs: nowMs } };
  }
  const heldMs = offsetAt(held, skew.rate, nowMs);
  const apartMs = freshMs - heldMs;
  if (Math.abs(apartMs) > JUMP_MS) {
    return { ...memory, held: { offsetMs: freshMs, atMs: nowMs } };
  }
  const stepMs = Math.max(SLEW_MIN, Math.abs(apartMs) * SLEW_SHARE) *
    Math.max(0, nowMs - held.atMs);
  const offsetMs = heldMs + clamp(apartMs, -stepMs, stepMs);
  return { ...memory, held: { offsetMs, atMs: nowMs } };
}

function offsetAt(
  held: { offsetMs: number; atMs: number },
  skew: number,
  nowMs: number,
): number {
  return held.offsetMs + skew * (nowMs - held.atMs);
}

function spanMs(memory: ClockMemory, nowMs: number): number {
  return (lowest(memory.up, nowMs, upward(memory), 1)[0] ?? 0) +
    (lowest(memory.down, nowMs, downward(memory), 1)[0] ?? 0);
}

function upward({ skew }: ClockMemory): Ageing {
  return { slope: skew.rate, drift: driftOf(skew) };
}

function downward({ skew }: ClockMemory): Ageing {
  return { slope: -skew.rate, drift: driftOf(skew) };
}

function driftOf(skew: Skew): number {
  return skew.isKnown ? DRIFT_KNOWN : DRIFT_UNKNOWN;
}

/**
 * How far below its fastest message a direction's true least delay may lie, in ms: about as far
 * as the next fastest lie above it.
 */
function spread(lowestMs: readonly number[], otherwiseMs: number): number {
  const first = lowestMs[0];
  const last = lowestMs[LOWEST_COUNT - 1];
  return first === undefined || last === undefined ? otherwiseMs : last - first;
}

function finer(stepMs: number, differenceMs: number): number {
  return differenceMs > 0 ? Math.min(stepMs, differenceMs) : stepMs;
}
