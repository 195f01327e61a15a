import { clamp } from "@/lib/base/mod.ts";
import { type ClockMemory, type Held, NO_CLOCK } from "./clock_memory.ts";
import { lowest, lowestAt, type Minima, withSample } from "./minima.ts";
import { fitSkew, isFitDue, meanOf } from "./skew.ts";
import { haveMovedApart } from "./stepped.ts";

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
/** How long a drift may go on unseen, in ms: about as often a really fast message comes by. */
const UNSEEN_MS = 10_000;
/** Coarsest clock that is allowed for, in ms: a round trip may be short by its step. */
const GRAIN_MAX_MS = 200;
/** For how long after a wake-up a clock is found to have stepped by it, in ms. */
const AWAKE_MS = 5000;
/** How far a clock goes back at least until that is not simply waited for, in ms. */
const BACK_MS = 500;
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
  const { tornMs } = memory;
  // A clock that went back has not been there yet.
  if (receivedMs < tornMs - BACK_MS) {
    return { ...memory, tornMs: receivedMs, isTorn: true };
  }
  if (sentMs < tornMs) return memory;
  if (memory.isTorn) return addProbe(since(memory, receivedMs), probe);
  const heard = withDown(memory, { serverMs, receivedMs });
  const next = {
    ...heard,
    up: withSample(memory.up, { atMs: sentMs, valueMs: serverMs - sentMs }),
    stepMs: finer(heard.stepMs, roundTripMs),
    roundTripsMs: [...memory.roundTripsMs, roundTripMs].slice(-ROUND_TRIPS_MAX),
    count: memory.count + 1,
  };
  return hasStepped(next, receivedMs)
    ? anew(next, probe)
    : settle(next, receivedMs);
}

/** The memory of a clock that may be another one since now, as it is after a sleep. */
export function awake(memory: ClockMemory, nowMs: number): ClockMemory {
  return { ...memory, wokeMs: nowMs };
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

/** The memory with one message more of which the server told later when it had come. */
export function addHeard(
  memory: ClockMemory,
  { sentMs, serverMs }: Pick<Probe, "sentMs" | "serverMs">,
): ClockMemory {
  if (sentMs < memory.tornMs) return memory;
  const sample = { atMs: sentMs, valueMs: serverMs - sentMs };
  return { ...memory, up: withSample(memory.up, sample) };
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
  const { rate, spread } = memory.skew;
  const up = lowest(memory.up, nowMs, rate, LOWEST_COUNT);
  const down = lowest(memory.down, nowMs, -rate, LOWEST_COUNT);
  const fastestMs = Math.max(0, (up[0] ?? 0) + (down[0] ?? 0));
  const roundTripMs = fastestMs - unreadFor(memory, nowMs);
  const sorted = [...memory.roundTripsMs].sort((a, b) => a - b);
  const slowMs = sorted[Math.floor(sorted.length * 0.95)] ?? roundTripMs;
  const seenMs = (unseen(up, fastestMs) + unseen(down, fastestMs)) / 2;
  return {
    offsetMs: offsetAt(memory.held, rate, nowMs),
    skew: rate,
    uncertaintyMs: Math.min(seenMs, fastestMs / 2) +
      Math.abs(memory.held.apartMs) + spread * UNSEEN_MS +
      (Number.isFinite(memory.stepMs) ? memory.stepMs / 2 : 0),
    roundTripMs,
    oneWayMs: roundTripMs / 2,
    jitterMs: Math.max(0, (slowMs - roundTripMs) / 2),
  };
}

/**
 * The server's clock minus the local one, in ms: the one figure of {@linkcode estimate} that each look
 * at a player asks for, without the sorting that the others take.
 *
 * @param nowMs local monotonic ms
 * @returns null before the first probe
 */
export function offsetMsAt(memory: ClockMemory, nowMs: number): number | null {
  const { held, skew } = memory;
  return held === null ? null : offsetAt(held, skew.rate, nowMs);
}

/**
 * What is left where the clock stepped: of a wake-up that was noticed all that was asked and heard
 * since, of any other what comes from now on. Until a question of after it is answered the old offset
 * stays: by this answer it may be half of the step off.
 */
function anew(memory: ClockMemory, probe: Probe): ClockMemory {
  const { sentMs, receivedMs } = probe;
  const { wokeMs } = memory;
  const isNoticed = wokeMs <= receivedMs && receivedMs < wokeMs + AWAKE_MS;
  const tornMs = isNoticed ? wokeMs : receivedMs;
  const torn = { ...memory, tornMs, isTorn: true };
  return sentMs < tornMs ? torn : addProbe(torn, probe);
}

/** What was asked and heard since the clock stepped, which may have put it back. */
function since(memory: ClockMemory, nowMs: number): ClockMemory {
  const { up, down, stepMs, held, tornMs } = memory;
  const late = ({ samples }: Minima): Minima => ({
    samples: samples.filter(({ atMs }) => atMs >= tornMs && atMs <= nowMs),
  });
  return {
    ...NO_CLOCK,
    stepMs,
    held,
    tornMs,
    up: late(up),
    down: late(down),
  };
}

function withDown(
  memory: ClockMemory,
  { serverMs, receivedMs }: { serverMs: number; receivedMs: number },
): ClockMemory {
  const sample = { atMs: receivedMs, valueMs: receivedMs - serverMs };
  const lastMs = memory.down.samples.at(-1)?.atMs ?? -Infinity;
  return {
    ...memory,
    down: withSample(memory.down, sample),
    stepMs: finer(memory.stepMs, receivedMs - lastMs),
  };
}

/** Takes the new offset while few probes are back, glides towards it later. */
function settle(before: ClockMemory, nowMs: number): ClockMemory {
  const { up, down } = before;
  const memory = isFitDue(before.skew, nowMs)
    ? { ...before, skew: fitSkew({ up, down, nowMs }) }
    : before;
  const { held, skew } = memory;
  const unreadMs = unreadFor(memory, nowMs);
  const freshMs = meanOf(skew.likely, (rate) => {
    const downMs = lowestAt(down, nowMs, -rate) - unreadMs;
    return (lowestAt(up, nowMs, rate) - downMs) / 2;
  });
  const take = (offsetMs: number): ClockMemory => ({
    ...memory,
    held: { offsetMs, atMs: nowMs, apartMs: freshMs - offsetMs },
  });
  if (held === null || memory.count < SETTLED_COUNT) return take(freshMs);
  const heldMs = offsetAt(held, skew.rate, nowMs);
  const apartMs = freshMs - heldMs;
  if (Math.abs(apartMs) > JUMP_MS) return take(freshMs);
  const stepMs = Math.max(SLEW_MIN, Math.abs(apartMs) * SLEW_SHARE) *
    Math.max(0, nowMs - held.atMs);
  return take(heldMs + clamp(apartMs, -stepMs, stepMs));
}

/**
 * For how long the fastest message down seems to have lain unread, in ms: by as much as the fastest two
 * take longer than the page did, as long as few probes are back.
 */
function unreadFor(memory: ClockMemory, nowMs: number): number {
  const { pageTripMs, count } = memory;
  return pageTripMs === null || count >= SETTLED_COUNT
    ? 0
    : Math.max(0, spanMs(memory, nowMs) - pageTripMs);
}

function offsetAt(held: Held, skew: number, nowMs: number): number {
  return held.offsetMs + skew * (nowMs - held.atMs);
}

/**
 * Whether a clock stepped, as one does that stands still while a computer sleeps: then the fastest
 * message up and the fastest down make a round trip that cannot be, or lie elsewhere than they did.
 */
function hasStepped(memory: ClockMemory, nowMs: number): boolean {
  const { count, up, down, skew } = memory;
  const grainMs = Math.min(memory.stepMs, GRAIN_MAX_MS);
  return count > 1 && (spanMs(memory, nowMs) < -1 - grainMs ||
    haveMovedApart({ up, down, rate: skew.rate, grainMs }, nowMs));
}

function spanMs({ up, down, skew }: ClockMemory, nowMs: number): number {
  return lowestAt(up, nowMs, skew.rate) + lowestAt(down, nowMs, -skew.rate);
}

/**
 * How far below its fastest message a direction's true least delay may lie, in ms: about as far
 * as the next fastest lie above it.
 */
function unseen(lowestMs: readonly number[], otherwiseMs: number): number {
  const first = lowestMs[0];
  const last = lowestMs[LOWEST_COUNT - 1];
  return first === undefined || last === undefined ? otherwiseMs : last - first;
}

function finer(stepMs: number, differenceMs: number): number {
  return differenceMs > 0 ? Math.min(stepMs, differenceMs) : stepMs;
}
