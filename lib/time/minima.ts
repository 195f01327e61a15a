/** A one-way time that was measured: when, and how long the message seemed to take. */
export interface Sample {
  /** Local monotonic ms. */
  readonly atMs: number;
  /** Difference of the two clocks plus the delay of this message, in ms. */
  readonly valueMs: number;
}

/**
 * The fastest messages of one direction. Queues only ever add delay, so the lowest sample is the
 * least wrong.
 */
export interface Minima {
  /** Lowest sample of each {@linkcode BIN_MS}, oldest first. */
  readonly samples: readonly Sample[];
}

/** No message yet. */
export const NO_MINIMA: Minima = { samples: [] };

/** Width of a bin in ms: above the 40 ms of quick probes, below any drift worth a microsecond. */
const BIN_MS = 100;
/** How long a bin counts, in ms: long enough to tell a skew to a few ppm. */
const KEPT_MS = 180_000;
/** Bins kept at most: 40 s of a room that sends ten messages a second. */
const BINS_MAX = 400;
/** Bins kept even when all are old, so that a long sleep leaves something to go by. */
const BINS_MIN = 3;
/**
 * How much an old sample is trusted less, per ms of its age, once the skew is taken out: quartzes
 * follow the temperature of their case by about so much.
 */
const WANDER = 2e-6;

/** The minima with one sample more. */
export function withSample(minima: Minima, sample: Sample): Minima {
  const samples = binned(minima.samples, sample);
  const oldestMs = sample.atMs - KEPT_MS;
  const firstFresh = samples.findIndex(({ atMs }) => atMs >= oldestMs);
  const drop = Math.min(Math.max(0, firstFresh), samples.length - BINS_MIN);
  return { samples: drop > 0 ? samples.slice(drop) : samples };
}

/**
 * All kept values, brought to an instant, in ms, oldest first.
 *
 * @param nowMs local monotonic ms
 * @param slope how fast a value grows by the skew of the two clocks; negative on the way down
 */
export function valuesAt(
  { samples }: Minima,
  nowMs: number,
  slope: number,
): number[] {
  return samples.map(({ atMs, valueMs }) =>
    valueMs + (slope + WANDER) * Math.max(0, nowMs - atMs)
  );
}

/** At most so many samples: of neighbours the lowest stays. */
export function thinned({ samples }: Minima, sizeMax: number): Minima {
  const size = Math.ceil(samples.length / sizeMax);
  if (size <= 1) return { samples };
  const kept: Sample[] = [];
  for (let from = 0; from < samples.length; from += size) {
    kept.push(
      samples.slice(from, from + size).reduce((one, other) =>
        other.valueMs < one.valueMs ? other : one
      ),
    );
  }
  return { samples: kept };
}

/** The lowest of {@linkcode valuesAt}; Infinity where there is none. */
export function lowestAt(
  minima: Minima,
  nowMs: number,
  slope: number,
): number {
  let lowestMs = Infinity;
  for (const { atMs, valueMs } of minima.samples) {
    const value = valueMs + (slope + WANDER) * Math.max(0, nowMs - atMs);
    if (value < lowestMs) lowestMs = value;
  }
  return lowestMs;
}

/** The `count` lowest of {@linkcode valuesAt}, lowest first. */
export function lowest(
  minima: Minima,
  nowMs: number,
  slope: number,
  count: number,
): number[] {
  return valuesAt(minima, nowMs, slope).sort((a, b) => a - b).slice(0, count);
}

function binned(
  samples: readonly Sample[],
  sample: Sample,
): readonly Sample[] {
  const last = samples.at(-1);
  const isSameBin = last !== undefined &&
    Math.floor(sample.atMs / BIN_MS) <= Math.floor(last.atMs / BIN_MS);
  if (!isSameBin) return [...samples, sample].slice(-BINS_MAX);
  return sample.valueMs < last.valueMs
    ? [...samples.slice(0, -1), sample]
    : samples;
}
