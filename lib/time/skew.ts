import { clamp } from "@/lib/base/mod.ts";
import { COARSE_BIN_MS, type Sample } from "./minima.ts";

/** How much faster one clock runs than the other. */
export interface Skew {
  /** Server ms gained per local ms; 0 until there is enough to fit. */
  readonly rate: number;
  /** Whether it rests on enough to be trusted fully. */
  readonly isKnown: boolean;
}

/** Nothing fitted yet. */
export const NO_SKEW: Skew = { rate: 0, isKnown: false };

/** Closed bins of each direction before a fit is used at all: 60 s. */
const BINS_MIN = 12;
/** Closed bins of each direction from which it is used fully: 100 s. */
const BINS_FULL = 20;
/** Largest skew believed: a quartz is within 100 ppm, three times that is a broken reading. */
const SKEW_MAX = 3e-4;
/** Shortest baseline of a slope, in ms: shorter ones carry more jitter than skew. */
const BASELINE_MIN_MS = 3.5 * COARSE_BIN_MS;

/**
 * The skew by a weighted Theil-Sen fit over the lower envelopes of both directions: the median of
 * all slopes, each weighing as much as its baseline is long, which a third of bad bins cannot move.
 *
 * @param up lowest samples of the way to the server, the newest bin still open
 * @param down the same of the way back
 */
export function fitSkew(
  up: readonly Sample[],
  down: readonly Sample[],
): Skew {
  const bins = Math.min(up.length, down.length) - 1;
  if (bins < BINS_MIN) return NO_SKEW;
  const slopes = [
    ...slopesOf(up.slice(0, -1), 1),
    ...slopesOf(down.slice(0, -1), -1),
  ].sort((a, b) => a.rate - b.rate);
  const half = slopes.reduce((sum, { weight }) => sum + weight, 0) / 2;
  let passed = 0;
  const median = slopes.find(({ weight }) => (passed += weight) >= half);
  const trust = Math.min(
    1,
    (bins - BINS_MIN + 1) / (BINS_FULL - BINS_MIN + 1),
  );
  return {
    rate: trust * clamp(median?.rate ?? 0, -SKEW_MAX, SKEW_MAX),
    isKnown: bins >= BINS_FULL,
  };
}

function slopesOf(
  samples: readonly Sample[],
  sign: 1 | -1,
): { rate: number; weight: number }[] {
  const slopes = [];
  for (const [index, from] of samples.entries()) {
    for (const to of samples.slice(index + 1)) {
      const weight = to.atMs - from.atMs;
      if (weight < BASELINE_MIN_MS) continue;
      slopes.push({
        rate: sign * (to.valueMs - from.valueMs) / weight,
        weight,
      });
    }
  }
  return slopes;
}
