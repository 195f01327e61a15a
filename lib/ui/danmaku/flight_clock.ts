/**
 * The time in which danmaku kept with a film fly: it stands while the film does, and goes as fast
 * as any clock while the film plays, however fast that is. What has begun to fly flies on evenly
 * when the film changes its speed.
 */
export interface FlightClock {
  /** A position of the film, in s, */
  readonly filmS: number;
  /** the flight time there, in s, */
  readonly flightS: number;
  /** and how fast the film plays. */
  readonly rate: number;
}

/** The flight time at a position of the film, both in s. */
export function flightAt(clock: FlightClock, filmS: number): number {
  return clock.flightS + (filmS - clock.filmS) / clock.rate;
}

/** The clock after the film went elsewhere, or on at another speed; flight time itself goes on. */
export function turnClock(
  clock: FlightClock,
  { fromS, toS, rate }: {
    /** Where the film was. */
    readonly fromS: number;
    readonly toS: number;
    readonly rate: number;
  },
): FlightClock {
  return { filmS: toS, flightS: flightAt(clock, fromS), rate };
}
