import { type Minima, type Sample, thinned, valuesAt } from "./minima.ts";

/** What is believed of how much faster one clock runs than the other. */
export interface Skew {
  /** Server ms gained per local ms: the mean of what is believed. */
  readonly rate: number;
  /** How sure that is: the standard deviation. */
  readonly spread: number;
  /** The rates that are still likely; their weights sum to 1. */
  readonly likely: readonly Likely[];
  /** Local ms of the fit; null before the first. */
  readonly fittedMs: number | null;
}

/** One rate, and how likely it is. */
export interface Likely {
  readonly rate: number;
  readonly weight: number;
}

/** What quartzes of two computers usually differ by: they are made to be within 50 ppm. */
const USUAL = 40e-6;
/** Rates that are tried, either way: a quartz is within 100 ppm, NTP may push it by 500 for a while. */
const TRIED = [
  ...[5, 10, 15, 20, 25, 30, 35, 40, 45, 50, 55, 60, 70, 80, 90, 100],
  ...[125, 150, 200, 300, 500],
].map((ppm) => ppm * 1e-6);
const RATES = [...TRIED.toReversed().map((rate) => -rate), 0, ...TRIED];
/** A share of the likeliest below which a rate is forgotten. */
const UNLIKELY = 0.01;
/** Between two fits, in ms: later ones change little. */
const FIT_EVERY_MS = { early: 2000, late: 8000 } as const;
/** Samples that are to be told apart by a fit; neighbours are joined beyond it, the fastest stays. */
const SAMPLES_MAX = 64;
/** Samples of each direction that a fit takes. */
const SAMPLES_MIN = 8;
/** Least scale of delays, in ms: below it the clocks' own grain is seen. */
const SCALE_MIN_MS = 0.1;

/** Nothing fitted yet. */
export const NO_SKEW: Skew = {
  rate: 0,
  spread: USUAL,
  likely: [{ rate: 0, weight: 1 }],
  fittedMs: null,
};

/** Whether it is time to fit again. */
export function isFitDue(
  { fittedMs, spread }: Skew,
  nowMs: number,
): boolean {
  const everyMs = FIT_EVERY_MS[spread > USUAL / 8 ? "early" : "late"];
  return fittedMs === null || nowMs - fittedMs >= everyMs;
}

/**
 * Weighs what the skew may be. Under the true rate the fastest messages of each direction, old and
 * new, line up along the bottom of all and the others stand close above; under a wrong one the
 * bottom is touched at one end only. So a rate is the likelier the closer to the bottom the
 * messages are, by the sum of log(1 + delay / scale), which a few very slow ones do not move. All
 * likely rates are kept with their weights: an early guess is no guess, and a late one is sharp.
 */
export function fitSkew(
  { up: allUp, down: allDown, nowMs }: {
    readonly up: Minima;
    readonly down: Minima;
    /** Local monotonic ms. */
    readonly nowMs: number;
  },
): Skew {
  const up = thinned(allUp, SAMPLES_MAX);
  const down = thinned(allDown, SAMPLES_MAX);
  if (Math.min(up.samples.length, down.samples.length) < SAMPLES_MIN) {
    return { ...NO_SKEW, fittedMs: nowMs };
  }
  const scaleMs = Math.max(
    SCALE_MIN_MS,
    (medianDelay(up.samples) + medianDelay(down.samples)) / 2,
  );
  const costs = RATES.map((rate) =>
    Math.log1p((rate / USUAL) ** 2) +
    cost(valuesAt(up, nowMs, rate), scaleMs) +
    cost(valuesAt(down, nowMs, -rate), scaleMs)
  );
  const least = Math.min(...costs);
  const weights = costs.map((one) => Math.exp(least - one));
  const kept = weights.map((one) => one < UNLIKELY ? 0 : one);
  const sum = kept.reduce((total, one) => total + one, 0);
  const likely = RATES.map((rate, index) => ({
    rate,
    weight: (kept[index] ?? 0) / sum,
  })).filter(({ weight }) => weight > 0);
  const rate = meanOf(likely, (one) => one);
  const spread = Math.sqrt(meanOf(likely, (one) => (one - rate) ** 2));
  return { rate, spread, likely, fittedMs: nowMs };
}

/** The mean of something that depends on the rate, over all likely ones. */
export function meanOf(
  likely: readonly Likely[],
  of: (rate: number) => number,
): number {
  return likely.reduce((sum, { rate, weight }) => sum + weight * of(rate), 0);
}

function cost(valuesMs: readonly number[], scaleMs: number): number {
  const leastMs = Math.min(...valuesMs);
  return valuesMs.reduce(
    (sum, one) => sum + Math.log1p((one - leastMs) / scaleMs),
    0,
  );
}

function medianDelay(samples: readonly Sample[]): number {
  const sorted = samples.map(({ valueMs }) => valueMs).sort((a, b) => a - b);
  return (sorted[sorted.length >> 1] ?? 0) - (sorted[0] ?? 0);
}
