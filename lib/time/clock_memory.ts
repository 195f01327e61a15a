import { type Minima, NO_MINIMA } from "./minima.ts";
import { NO_SKEW, type Skew } from "./skew.ts";

/** What a client remembers of its talk with the server's clock. Bounded; plain data. */
export interface ClockMemory {
  /** Messages to the server: server's clock at arrival minus ours at departure. */
  readonly up: Minima;
  /** Messages from the server: our clock at arrival minus the server's at departure. */
  readonly down: Minima;
  readonly skew: Skew;
  /** Round trips of the last probes, in ms, of which few are kept. */
  readonly roundTripsMs: readonly number[];
  /** Probes that came back. */
  readonly count: number;
  /** Finest step seen of the local clock, in ms: some browsers coarsen it. */
  readonly stepMs: number;
  /** The offset in use; null before the first probe. */
  readonly held: Held | null;
  /**
   * Local ms at which the clock was found to have stepped last: what left before is dated by two
   * clocks, and may seem the fastest of all.
   */
  readonly tornMs: number;
  /** Whether no probe of after that is back. */
  readonly isTorn: boolean;
  /** Local ms of the last wake-up that was noticed: if the clock stood still, it was until then. */
  readonly wokeMs: number;
  /** The round trip that fetched the page, in ms; null where it is not known. */
  readonly pageTripMs: number | null;
}

/** An offset that is in use. */
export interface Held {
  readonly offsetMs: number;
  /** Local ms at which it was so. */
  readonly atMs: number;
  /** How far what the messages say was from it then, in ms: it glides there. */
  readonly apartMs: number;
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
  tornMs: -Infinity,
  isTorn: false,
  wokeMs: -Infinity,
  pageTripMs: null,
};

/**
 * Nothing heard yet on a page that was fetched by a round trip. That one was timed beside the page's
 * scripts; those of the first probes are as long as scripts, layout and downloads let nobody read what
 * came, which says nothing of the way up.
 */
export function beginClock(pageTripMs: number | null): ClockMemory {
  return { ...NO_CLOCK, pageTripMs };
}
