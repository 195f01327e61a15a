/** How far a client is with probing. */
export interface Probing {
  /** Probes sent since the link opened, or since a wake-up asked for new ones. */
  readonly count: number;
  /** Whether the page is hidden. */
  readonly isHidden: boolean;
}

/** Probes of the first burst, and of the one after a wake-up. */
export const BURST_COUNT = 8;
/** Between probes of a burst, in ms: it is over before media is asked for, which biases the way down. */
const BURST_MS = 12;
/** Until this many, probes are quick. */
const QUICK_COUNT = 40;
/** Between quick probes, in ms. */
const QUICK_MS = 40;
/** Until this many, they slow down. */
const SLOWING_COUNT = 60;
/** Between slowing probes, in ms. */
const SLOWING_MS = 250;
/** Between probes from then on, in ms. */
const STEADY_MS = 1000;
/** Between probes of a hidden page, in ms: its timers tick seldom, and nobody watches. */
const HIDDEN_MS = 30_000;

/**
 * How long to wait, after a probe was sent, before the next one; answers are not waited for.
 *
 * @returns ms
 */
export function nextProbeInMs({ count, isHidden }: Probing): number {
  if (count < BURST_COUNT) return BURST_MS;
  if (isHidden) return HIDDEN_MS;
  if (count < QUICK_COUNT) return QUICK_MS;
  return count < SLOWING_COUNT ? SLOWING_MS : STEADY_MS;
}
