import { type Danmaku, DANMAKU_PER_FILM_MAX } from "@/lib/protocol/mod.ts";
import { flightAt, type FlightClock } from "./flight_clock.ts";

/** A danmaku kept with the film, and when it flies. */
export interface KeptFlight {
  readonly danmaku: Danmaku;
  /** Flight time at which it begins, in s. */
  startS: number;
  /** Where it flies, in px from the top, null where it may not; undefined until that was asked. */
  topPx?: number | null;
  /** When it last flew as it was said, local ms; null where it did not. */
  flewMs: number | null;
}

/** How long after it flew as it was said one does not fly again, in ms: it is still on the picture. */
const SAID_MS = 5000;

/**
 * The danmaku of a film. What flew as it was said is among them, and flies again once the film was
 * taken elsewhere and comes by.
 */
export class KeptFlights {
  #flights: KeptFlight[] = [];

  constructor(kept: readonly Danmaku[], clock: FlightClock) {
    this.#flights = kept.map((danmaku) => ({
      danmaku,
      startS: flightAt(clock, danmaku.positionS),
      flewMs: null,
    }));
  }

  /** Those that are not to be held back, in the order in which they begin. */
  list(): readonly KeptFlight[] {
    return this.#flights.filter(({ flewMs }) => flewMs === null)
      .sort((a, b) => a.startS - b.startS);
  }

  /** One flies as it is said; the oldest is let go of where there are too many. */
  said(danmaku: Danmaku, { clock, nowMs }: {
    readonly clock: FlightClock;
    readonly nowMs: number;
  }): void {
    const { number } = danmaku;
    const others = this.#flights.filter((one) => one.danmaku.number !== number);
    const startS = flightAt(clock, danmaku.positionS);
    this.#flights = [
      ...others.slice(1 - DANMAKU_PER_FILM_MAX),
      { danmaku, startS, flewMs: nowMs },
    ];
  }

  /** The film was taken elsewhere: everything flies at its time there. */
  restart(clock: FlightClock, nowMs: number): void {
    for (const flight of this.#flights) {
      flight.startS = flightAt(clock, flight.danmaku.positionS);
      const isFresh = flight.flewMs !== null && nowMs - flight.flewMs < SAID_MS;
      if (!isFresh) flight.flewMs = null;
      delete flight.topPx;
    }
  }

  /** The clock was turned: what has begun flies on, all else keeps to the film. */
  follow(clock: FlightClock): void {
    for (const flight of this.#flights) {
      if (flight.startS <= clock.flightS) continue;
      flight.startS = flightAt(clock, flight.danmaku.positionS);
    }
  }
}
