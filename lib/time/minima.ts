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
  /** Lowest sample of each {@linkcode FINE_BIN_MS}, oldest first. */
  readonly fine: readonly Sample[];
}

/** No message yet. */
export const NO_MINIMA: Minima = { fine: [] };

/** Width of a fine bin in ms: above the 40 ms of quick probes, below any drift worth a microsecond. */
const FINE_BIN_MS = 100;
/** How long a fine bin counts, in ms: long enough to tell a skew to a few ppm. */
const FINE_KEPT_MS = 180_000;
/** Fine bins kept at most: 40 s of a room that sends ten messages a second. */
const FINE_MAX = 400;
/** Fine bins kept even when all are old, so that a long sleep leaves something to go by. */
const FINE_MIN = 3;
/**
 * How much an old sample is trusted less, per ms of its age, once the skew is taken out: quartzes
 * follow the temperature of their case by about so much.
 */
const WANDER = 2e-6;

/** The minima with one sample more. */
export function withSample(minima: Minima, sample: Sample): Minima {
  const fine = binned(minima.fine, sample, FINE_BIN_MS, FINE_MAX);
  const oldestMs = sample.atMs - FINE_KEPT_MS;
  const firstFresh = fine.findIndex(({ atMs }) => atMs >= oldestMs);
  const drop = Math.min(Math.max(0, firstFresh), fine.length - FINE_MIN);
  return { fine: drop > 0 ? fine.slice(drop) : fine };
}

/**
 * All kept values, brought to an instant, in ms, oldest first.
 *
 * @param nowMs local monotonic ms
 * @param slope how fast a value grows by the skew of the two clocks; negative on the way down
 */
export function valuesAt(
  { fine }: Minima,
  nowMs: number,
  slope: number,
): number[] {
  return fine.map(({ atMs, valueMs }) =>
    valueMs + (slope + WANDER) * Math.max(0, nowMs - atMs)
  );
}

/** At most so many samples: of neighbours the lowest stays. */
export function thinned({ fine }: Minima, sizeMax: number): Minima {
  const size = Math.ceil(fine.length / sizeMax);
  if (size <= 1) return { fine };
  const kept: Sample[] = [];
  for (let from = 0; from < fine.length; from += size) {
    kept.push(
      fine.slice(from, from + size).reduce((one, other) =>
        other.valueMs < one.valueMs ? other : one
      ),
    );
  }
  return { fine: kept };
}

/** The lowest of {@linkcode valuesAt}; Infinity where there is none. */
export function lowestAt(
  minima: Minima,
  nowMs: number,
  slope: number,
): number {
  let lowestMs = Infinity;
  for (const { atMs, valueMs } of minima.fine) {
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
