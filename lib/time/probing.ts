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
/**
 * Then how many are sent how far apart, in ms. Where the way there varies by d ms, the fastest of n
 * messages is about d / n slower than any could be, so what the first minute is good for hangs on
 * their number: 240 in 40 s. A probe is some 60 bytes.
 */
const SLOWING = [
  { until: 60, everyMs: 40 },
  { until: 120, everyMs: 100 },
  { until: 240, everyMs: 250 },
] as const;
/** Between probes from then on, in ms. */
const STEADY_MS = 1000;
/**
 * And where reports are answered as well, in ms. Those tell as much of the clock, but are longer, and
 * so slower on a narrow line.
 */
const SELDOM_MS = 5000;
/** Between reports that ask for an answer, in ms: each answer is a frame too, or a part of many. */
const ASKED_EVERY_MS = 2000;
/** For so long after one was answered the next answer is awaited, in ms: one may be lost on the way. */
const ANSWERED_FOR_MS = 2 * ASKED_EVERY_MS + 1000;
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
  return SLOWING.find(({ until }) => count < until)?.everyMs ?? STEADY_MS;
}

/**
 * Whether a report asks for an answer.
 *
 * @param askedAgoMs since the last that did, in ms
 */
export function asksAnswer(askedAgoMs: number): boolean {
  // Reports are a second apart, and a little less by chance.
  return askedAgoMs > ASKED_EVERY_MS - STEADY_MS / 2;
}

/** What a client knows of its probes and reports. */
type Answered = Parameters<typeof isProbeDue>[0];

/**
 * Whether a probe goes just before a report that is about to leave, as one would be due before the
 * next: a server that is woken once for both has half the work.
 */
export function goesWithReport(known: Answered): boolean {
  const probedAgoMs = known.probedAgoMs + STEADY_MS;
  return !isProbeDue({ ...known, probedAgoMs: 0 }) &&
    isProbeDue({ ...known, probedAgoMs });
}

/**
 * Whether a probe is worth a frame once its time has come: not where reports are answered, and one
 * was sent lately.
 */
export function isProbeDue(
  { count, answeredAgoMs, probedAgoMs }: Pick<Probing, "count"> & {
    /** Since a report was answered, in ms. */
    readonly answeredAgoMs: number;
    /** Since the last probe was sent, in ms. */
    readonly probedAgoMs: number;
  },
): boolean {
  return SLOWING.some(({ until }) => count < until) ||
    answeredAgoMs > ANSWERED_FOR_MS || probedAgoMs > SELDOM_MS - STEADY_MS / 2;
}
