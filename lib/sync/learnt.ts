import { clamp } from "@/lib/base/mod.ts";

/** A time that varies: its mean and how far it usually strays, in ms. */
export interface Spread {
  readonly meanMs: number;
  readonly strayMs: number;
}

/** What a device has shown of itself. Plain data: the edge keeps it from visit to visit. */
export interface Learnt {
  /** From `play()` to a moving picture after a load or a seek, in ms. */
  readonly playFlushedMs: number;
  /** The same after a mere pause; it may be below 0. */
  readonly playWarmMs: number;
  /** From a seek to a picture that is ready, where the film is loaded. */
  readonly seekBuffered: Spread;
  /** The same where it has to be asked for. */
  readonly seekNetwork: Spread;
  /** What a seek without a pause costs, in ms. */
  readonly hotSeekMs: number;
  /** The same where nothing is heard: there is no way to the output to wait for. */
  readonly hotSilentMs: number;
  /** From setting a speed to its effect, in ms. */
  readonly rateMs: number;
  /** Share of a bend that takes effect: 1 where bends are exact, about 0 where they do nothing. */
  readonly bendShare: number;
}

/** What Chromium on a common computer shows; see the latencies in the decisions on sync. */
export const UNLEARNT: Learnt = {
  playFlushedMs: 80,
  playWarmMs: 0,
  seekBuffered: { meanMs: 60, strayMs: 40 },
  seekNetwork: { meanMs: 400, strayMs: 150 },
  hotSeekMs: 90,
  hotSilentMs: 55,
  rateMs: 100,
  bendShare: 1,
};

/** What a seek over the network takes beside the round trips, and how far that strays, in ms. */
const SEEK_OWN = { meanMs: 90, strayMs: 20 } as const;
/**
 * Round trips of such a seek: one for the question, and of the answer the first packets, which come
 * in ever larger flights. Measured over 50±20 ms each way at sixty joins on a busy machine
 * (`bench/join.ts`): 200 to 430 ms, 320 in the middle, 530 once. Landings are planned for 430 there:
 * who misses the instant loses 300 ms, and for 530 each join would begin 100 ms later.
 */
const SEEK_ROUND_TRIPS = { mean: 2, stray: 0.25 } as const;

/**
 * What seeks over the network are expected to take from a server so far away, where none has shown
 * it yet.
 */
export function expectSeeks(learnt: Learnt, roundTripMs: number): Learnt {
  const { seekNetwork } = UNLEARNT;
  if (learnt.seekNetwork.meanMs !== seekNetwork.meanMs) return learnt;
  return {
    ...learnt,
    seekNetwork: {
      meanMs: SEEK_OWN.meanMs + SEEK_ROUND_TRIPS.mean * roundTripMs,
      strayMs: SEEK_OWN.strayMs + SEEK_ROUND_TRIPS.stray * roundTripMs,
    },
  };
}

/** Share of what was missed that is learnt: half forgets a bad start in a few good ones. */
const GAIN = 0.5;
/** How early the first play of a device may be and still be believed whole, in ms. */
const FIRST_EARLY_MAX_MS = 120;
/**
 * Bounds of what may be learnt, in ms: a stall must not become a habit. It makes late, never early,
 * so what came early is believed at once.
 */
const BOUNDS = {
  playFlushedMs: { low: -40, high: 400, earlyMax: 60, lateMax: 12 },
  playWarmMs: { low: -40, high: 400, earlyMax: 60, lateMax: 12 },
  hotSeekMs: { low: 0, high: 500, earlyMax: 60, lateMax: 25 },
  hotSilentMs: { low: 0, high: 500, earlyMax: 60, lateMax: 25 },
  rateMs: { low: 0, high: 400, earlyMax: 15, lateMax: 15 },
} as const;
/**
 * The longest seek to plan for, and how far one may stray, in ms: no room waits longer for a jump
 * (`LEAD_FAR_SEEK_MAX_MS`). Who takes longer is late, and jumps on once there.
 */
export const SEEK_MAX: Spread = { meanMs: 1500, strayMs: 300 };
/**
 * How much longer than known a seek is believed to take, in ms: as much again, within these. One that
 * stalled is learnt as a slow one; a line that became slow is learnt in a few seeks.
 */
const SLOWER = { low: 100, high: SEEK_MAX.strayMs } as const;

/** A latency that is one number. */
export type Latency = keyof typeof BOUNDS;

/**
 * Corrects a latency by what was missed with it.
 *
 * @param missedMs how late the picture was, in ms of real time; negative: early
 */
export function learnLatency(
  learnt: Learnt,
  latency: Latency,
  missedMs: number,
): Learnt {
  const { low, high, earlyMax, lateMax } = BOUNDS[latency];
  const isFirst = latency === "playFlushedMs" && isPlayUnknown(learnt);
  const step = isFirst && missedMs < 0
    ? Math.max(-FIRST_EARLY_MAX_MS, missedMs)
    : clamp(GAIN * missedMs, -earlyMax, lateMax);
  return { ...learnt, [latency]: clamp(learnt[latency] + step, low, high) };
}

/** Whether no play has shown yet what it takes on this device. */
export function isPlayUnknown({ playFlushedMs }: Learnt): boolean {
  return playFlushedMs === UNLEARNT.playFlushedMs;
}

/** Takes one seek into account that took `tookMs`. */
export function learnSeek(
  learnt: Learnt,
  kind: "seekBuffered" | "seekNetwork",
  tookMs: number,
): Learnt {
  const { meanMs, strayMs } = learnt[kind];
  const slowerMs = clamp(meanMs, SLOWER.low, SLOWER.high);
  const seenMs = clamp(tookMs, 0, Math.min(meanMs + slowerMs, SEEK_MAX.meanMs));
  const missedMs = Math.min(Math.abs(seenMs - meanMs), SEEK_MAX.strayMs);
  return {
    ...learnt,
    [kind]: {
      meanMs: meanMs + 0.3 * (seenMs - meanMs),
      strayMs: strayMs + 0.25 * (missedMs - strayMs),
    },
  };
}

/** A bend, or what it missed, that stands out of the noise of readings, in s. */
const LARGE_S = 0.01;
/** Noise of readings, in s: what asked for more and missed by less did what it should. */
const NOISE_S = 0.002;
/** What a small bend that was exact makes up for: ten of them for a disturbance. */
const EXACT_GAIN = 0.1;

/**
 * Takes one bend into account.
 *
 * @param askedS how far it was to move the element, in s; positive: forward
 * @param movedS how far it did
 */
export function learnBend(
  learnt: Learnt,
  { askedS, movedS }: { askedS: number; movedS: number },
): Learnt {
  const missedS = Math.abs(movedS - askedS);
  const isLarge = Math.max(Math.abs(askedS), missedS) >= LARGE_S;
  const isExact = Math.abs(askedS) >= NOISE_S && missedS < NOISE_S;
  if (!isLarge && !isExact) return learnt;
  const share = isLarge ? clamp(movedS / askedS, 0, 1) : 1;
  const gain = isLarge ? 0.5 : EXACT_GAIN;
  return {
    ...learnt,
    bendShare: learnt.bendShare + gain * (share - learnt.bendShare),
  };
}

/** What a seek without a pause costs in WebKitGTK, in ms: 25 to 30, where Chromium takes 90. */
const SOON_SOUGHT_MS = 28;

/**
 * What is known of a device that other speeds throw off, so that none has to be tried to see it: it
 * is a WebKitGTK, which seeks soon.
 */
export function withoutBends(learnt: Learnt): Learnt {
  const soon = (key: "hotSeekMs" | "hotSilentMs") =>
    learnt[key] === UNLEARNT[key] ? SOON_SOUGHT_MS : learnt[key];
  const hotSeekMs = soon("hotSeekMs");
  const hotSilentMs = soon("hotSilentMs");
  return { ...learnt, bendShare: 0, hotSeekMs, hotSilentMs };
}

/** How early those start whom bends do not move, in ms: who is ahead can wait for the room. */
const EARLY_MS = 12;

/** How much earlier than on time a start or a jump aims on this device, in ms. */
export function earlyMs(learnt: Learnt): number {
  return bendsAct(learnt) ? 0 : EARLY_MS;
}

/** Whether bending the speed moves this device's element at all. */
export function bendsAct(learnt: Learnt): boolean {
  return learnt.bendShare > 0.3;
}
