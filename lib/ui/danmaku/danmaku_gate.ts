import type { Place } from "@/lib/protocol/mod.ts";
import type { Pace } from "./pace.ts";

/** A picture that danmaku fly over. */
export interface Sky extends Pace {
  readonly widthPx: number;
  readonly heightPx: number;
  /** Height of one lane. */
  readonly lanePx: number;
}

/** One that wants to fly. */
export interface Flight {
  readonly place: Place;
  /** Width of its text. */
  readonly widthPx: number;
  /** When it begins, in s; never before the one asked for last. */
  readonly startS: number;
  readonly sky: Sky;
}

/** Room between two danmaku of one lane, in px. */
const SPACE_PX = 32;
/** Most that fly at once, whatever a viewer wants; the original's figure. */
export const FLYING_MAX = 1000;

/**
 * Keeps danmaku from crossing each other, and from being more than can be drawn. Holds one flight
 * a lane and one number for each that flies, so what strangers send does not grow it.
 */
export class DanmakuGate {
  readonly #lanes = new Map<Place, (Flight | null)[]>();
  /** When those that fly will be gone, in s; the oldest first. */
  #goneAtS: number[] = [];

  /**
   * Whether one may fly; it then does.
   *
   * @param isUnlimited whether it may cross others where no lane is free
   */
  pass(flight: Flight, isUnlimited: boolean): boolean {
    const { startS } = flight;
    this.#goneAtS = this.#goneAtS.filter((goneAtS) => goneAtS > startS);
    if (this.#goneAtS.length >= FLYING_MAX) return false;
    if (!this.#takesLane(flight) && !isUnlimited) return false;
    this.#goneAtS.push(startS + lifeS(flight));
    return true;
  }

  #takesLane(flight: Flight): boolean {
    const { place, sky } = flight;
    const count = Math.max(1, Math.floor((sky.heightPx - 1) / sky.lanePx));
    const lanes = (this.#lanes.get(place) ?? []).slice(0, count);
    while (lanes.length < count) lanes.push(null);
    this.#lanes.set(place, lanes);
    const free = lanes.findIndex((last) =>
      last === null || flight.startS >= freeAtS(last, flight)
    );
    if (free < 0) return false;
    lanes[free] = flight;
    return true;
  }
}

function lifeS({ place, sky }: Flight): number {
  return place === "roll" ? sky.rollS : sky.stillS;
}

/** When a lane is free for the next: the one before has come in whole, and is not overtaken. */
function freeAtS(last: Flight, next: Flight): number {
  if (next.place !== "roll") return last.startS + lifeS(last);
  const share = (widthPx: number, entersPx: number) =>
    lifeS(last) * entersPx / (last.sky.widthPx + widthPx);
  return last.startS + Math.max(
    share(last.widthPx, last.widthPx + SPACE_PX),
    // A longer one is quicker: all cross in the same time.
    share(next.widthPx, next.widthPx),
  );
}
