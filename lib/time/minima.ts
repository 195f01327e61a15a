/** A one-way time that was measured: when, and how long the message seemed to take. */
export interface Sample {
  /** Local monotonic ms. */
  readonly atMs: number;
  /** Difference of the two clocks plus the delay of this message, in ms. */
  readonly valueMs: number;
}

/**
 * The fastest messages of one direction. Queues only ever add delay, so the lowest sample is the
 * least wrong; two bins are kept apart: fine ones for the offset, coarse ones for the skew.
 */
export interface Minima {
  /** Lowest sample of each {@linkcode FINE_BIN_MS}, oldest first. */
  readonly fine: readonly Sample[];
  /** Lowest sample of each {@linkcode COARSE_BIN_MS}, oldest first. */
  readonly coarse: readonly Sample[];
}

/** How a sample is brought to another instant: how fast its value moves, per ms of age. */
export interface Ageing {
  /** How fast the value grows by the skew of the two clocks; negative on the way down. */
  readonly slope: number;
  /** How much an old sample is trusted less: the skew that may have been overlooked. */
  readonly drift: number;
}

/** No message yet. */
export const NO_MINIMA: Minima = { fine: [], coarse: [] };

/** Width of a fine bin in ms: above the 40 ms of quick probes, below any drift worth a microsecond. */
const FINE_BIN_MS = 100;
/** How long a fine bin counts, in ms: 30 ppm over it are 2.7 ms. */
const FINE_KEPT_MS = 90_000;
/** Fine bins kept at most: 40 s of a room that sends ten messages a second. */
const FINE_MAX = 400;
/** Fine bins kept even when all are old, so that a long sleep leaves something to go by. */
const FINE_MIN = 3;
/** Width of a coarse bin in ms: long enough to hold a fast message, short against the fit. */
export const COARSE_BIN_MS = 5000;
/** Coarse bins kept at most: five minutes, whose slopes still sort in a millisecond. */
const COARSE_MAX = 60;

/** The minima with one sample more. */
export function withSample(minima: Minima, sample: Sample): Minima {
  const fine = binned(minima.fine, sample, FINE_BIN_MS, FINE_MAX);
  const oldestMs = sample.atMs - FINE_KEPT_MS;
  const firstFresh = fine.findIndex(({ atMs }) => atMs >= oldestMs);
  const drop = Math.min(Math.max(0, firstFresh), fine.length - FINE_MIN);
  return {
    fine: drop > 0 ? fine.slice(drop) : fine,
    coarse: binned(minima.coarse, sample, COARSE_BIN_MS, COARSE_MAX),
  };
}

/**
 * The `count` lowest values, brought to an instant, in ms, lowest first.
 *
 * @param nowMs local monotonic ms
 */
export function lowest(
  minima: Minima,
  nowMs: number,
  { slope, drift }: Ageing,
  count: number,
): number[] {
  const found: number[] = [];
  for (const { atMs, valueMs } of minima.fine) {
    const ageMs = Math.max(0, nowMs - atMs);
    const value = valueMs + (slope + drift) * ageMs;
    const last = found[count - 1];
    if (last !== undefined && value >= last) continue;
    found.push(value);
    found.sort((a, b) => a - b);
    found.length = Math.min(found.length, count);
  }
  return found;
}

/** Whether a sample begins a coarse bin, so that the one before is closed. */
export function opensCoarseBin(minima: Minima, sample: Sample): boolean {
  return isNewBin(minima.coarse.at(-1), sample, COARSE_BIN_MS);
}

function isNewBin(
  last: Sample | undefined,
  sample: Sample,
  binMs: number,
): boolean {
  return last === undefined ||
    Math.floor(sample.atMs / binMs) > Math.floor(last.atMs / binMs);
}

function binned(
  samples: readonly Sample[],
  sample: Sample,
  binMs: number,
  sizeMax: number,
): readonly Sample[] {
  const last = samples.at(-1);
  if (last === undefined || isNewBin(last, sample, binMs)) {
    return [...samples, sample].slice(-sizeMax);
  }
  return sample.valueMs < last.valueMs
    ? [...samples.slice(0, -1), sample]
    : samples;
}
