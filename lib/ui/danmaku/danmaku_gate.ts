import type { Place } from "@/lib/protocol/mod.ts";
import type { Pace } from "./pace.ts";

/** A picture that danmaku fly over. */
export interface Sky extends Pace {
  readonly widthPx: number;
  readonly heightPx: number;
  /** Height of one lane. */
  readonly lanePx: number;
  /** How far down something stands over the picture's top, in px: no lane there is given. */
  readonly takenPx: number;
}

/** In whose time one flies: as it was said, or with the film, which may stand. */
export type FlightTime = "said" | "film";

/** Both times at one instant, in s, and whether the film's goes on. */
export interface FlightNow {
  readonly said: number;
  readonly film: number;
  readonly filmMoves: boolean;
}

/** One that wants to fly. */
export interface Flight {
  readonly time: FlightTime;
  readonly place: Place;
  /** Width of its text. */
  readonly widthPx: number;
  /** When it begins, in s of its time; never before the one of that time asked for last. */
  readonly startS: number;
  readonly sky: Sky;
}

/** The last of each time in a lane: those before it are further on. */
type Lane = Partial<Record<FlightTime, Flight>>;

/** Room between two danmaku of one lane, in px. */
const SPACE_PX = 32;
/** Most that fly at once, whatever a viewer wants; the original's figure. */
export const FLYING_MAX = 1000;

/**
 * Gives danmaku their lanes, so that none crosses another, whichever time each flies in, and none
 * is more than can be drawn. Holds two flights a lane and one number for each that flies, so what
 * strangers send does not grow it.
 */
export class DanmakuGate {
  readonly #lanes = new Map<Place, Lane[]>();
  /** When those that fly will be gone, in s of their time; the oldest first. */
  readonly #goneAtS: Record<FlightTime, number[]> = { said: [], film: [] };

  /**
   * The lane of one that begins; null where it may not fly.
   *
   * @param isUnlimited whether it may cross others where no lane is free
   */
  give(flight: Flight, now: FlightNow, isUnlimited: boolean): number | null {
    for (const time of ["said", "film"] as const) {
      this.#goneAtS[time] = this.#goneAtS[time].filter((atS) =>
        atS > now[time]
      );
    }
    const { said, film } = this.#goneAtS;
    if (said.length + film.length >= FLYING_MAX) return null;
    const lanes = this.#lanesOf(flight);
    const first = firstLane(flight, lanes.length);
    const free = lanes.findIndex((lane, at) =>
      at >= first &&
      Object.values(lane).every((last) => areApart(last, flight, now))
    );
    const lane = free < 0 && isUnlimited ? emptiest(lanes, first, now) : free;
    const chosen = lanes[lane];
    if (chosen === undefined) return null;
    chosen[flight.time] = flight;
    this.#goneAtS[flight.time].push(flight.startS + lifeS(flight));
    return lane;
  }

  /** None of those that fly with the film does any more. */
  forgetFilm(): void {
    for (const lane of [...this.#lanes.values()].flat()) delete lane.film;
    this.#goneAtS.film = [];
  }

  #lanesOf({ place, sky }: Flight): Lane[] {
    const count = Math.max(1, Math.floor((sky.heightPx - 1) / sky.lanePx));
    const lanes = (this.#lanes.get(place) ?? []).slice(0, count);
    while (lanes.length < count) lanes.push({});
    this.#lanes.set(place, lanes);
    return lanes;
  }
}

function lifeS({ place, sky }: Flight): number {
  return place === "roll" ? sky.rollS : sky.stillS;
}

/** How long one has flown, in s. */
function ageS({ time, startS }: Flight, now: FlightNow): number {
  return now[time] - startS;
}

/** The first lane below what stands over the picture's top; those of the bottom are counted from there. */
function firstLane({ place, sky }: Flight, count: number): number {
  if (place === "bottom") return 0;
  return Math.min(Math.ceil(sky.takenPx / sky.lanePx), count - 1);
}

/** The lane whose last began the longest ago, of those from `first` on. */
function emptiest(
  lanes: readonly Lane[],
  first: number,
  now: FlightNow,
): number {
  const ages = lanes.slice(first).map((lane) =>
    Math.min(...Object.values(lane).map((last) => ageS(last, now)))
  );
  return first + ages.indexOf(Math.max(...ages));
}

/** Whether two can share a lane from now on until one of them is gone. */
function areApart(last: Flight, next: Flight, now: FlightNow): boolean {
  if (ageS(last, now) >= lifeS(last)) return true;
  if (next.place !== "roll") return false;
  const moves = ({ time }: Flight) => time === "said" || now.filmMoves;
  const [ahead, behind] =
    headPx(last, ageS(last, now)) <= headPx(next, ageS(next, now))
      ? [last, next]
      : [next, last];
  const aheadS = ageS(ahead, now);
  const behindS = ageS(behind, now);
  const gapPx = headPx(behind, behindS) - headPx(ahead, aheadS) - ahead.widthPx;
  if (gapPx < SPACE_PX) return false;
  if (!moves(behind)) return true;
  // A longer one is quicker, as all cross in the same time: where is it when the first is gone?
  const leftS = lifeS(ahead) - aheadS;
  return moves(ahead) && headPx(behind, behindS + leftS) >= 0;
}

/** How far the head of a rolling one is from the left side of the picture. */
function headPx({ widthPx, sky }: Flight, ageS: number): number {
  return sky.widthPx - (sky.widthPx + widthPx) * ageS / sky.rollS;
}
