import type { Dice } from "@/lib/base/mod.ts";
import type { World } from "./world.ts";

/** What may be wrong with a page's clock. */
export const CLOCK_FAULTS = [
  "none",
  "drift",
  "wander",
  "step",
  "coarse",
] as const;
/** One of them. */
export type ClockFault = (typeof CLOCK_FAULTS)[number];

/** Quartz of a cheap computer, as a share: 40 ppm is usual, 80 bad. */
const DRIFT_MAX = 80e-6;
/** How often the speed of a wandering clock changes, in ms: as a computer warms and cools. */
const WANDER_MS = 1000;
/** How much it changes then at most, as a share. */
const WANDER_STEP = 10e-6;
/** How far a clock steps, in ms: a server that slept, seen from here. It never goes back. */
const STEP_MS = { low: 500, high: 5000 } as const;
/** Resolution of a coarse clock, in ms: what browsers against fingerprinting give. */
const COARSE_MS = 100;

/** A page's monotonic clock: it starts anywhere and has one fault. */
export class LocalClock {
  readonly fault: ClockFault;
  /** True ms of the last step; -Infinity where none was. */
  steppedMs = -Infinity;
  readonly #world: World;
  readonly #roll: Dice;
  #localMs: number;
  #atMs: number;
  #drift: number;
  /** True ms at which a clock that wanders changes its speed next. */
  #wandersMs: number;

  constructor(world: World, roll: Dice, fault: ClockFault) {
    this.fault = fault;
    this.#world = world;
    this.#roll = roll;
    this.#localMs = roll.whole(0, 1e7) + roll.unit();
    this.#atMs = world.nowMs;
    this.#wandersMs = world.nowMs + WANDER_MS;
    this.#drift = fault === "none" ? 0 : (2 * roll.unit() - 1) * DRIFT_MAX;
    if (fault === "step") this.#stepLater();
  }

  /** What the page reads now, in ms. */
  read(): number {
    this.#advance();
    return this.fault === "coarse"
      ? Math.floor(this.#localMs / COARSE_MS) * COARSE_MS
      : this.#localMs;
  }

  /** It stands still from now on, as some do while the computer sleeps; gives back its end. */
  standStill(): () => void {
    this.#advance();
    const standsMs = this.#localMs;
    return () => {
      this.#advance();
      this.#localMs = standsMs;
      this.steppedMs = this.#world.nowMs;
    };
  }

  #advance(): void {
    const { nowMs } = this.#world;
    while (this.#atMs < nowMs) {
      const untilMs = Math.min(nowMs, this.#wandersMs);
      this.#localMs += (untilMs - this.#atMs) * (1 + this.#drift);
      this.#atMs = untilMs;
      if (untilMs < this.#wandersMs) continue;
      this.#wandersMs += WANDER_MS;
      if (this.fault !== "wander") continue;
      const changed = this.#drift + (2 * this.#roll.unit() - 1) * WANDER_STEP;
      this.#drift = Math.max(-DRIFT_MAX, Math.min(DRIFT_MAX, changed));
    }
  }

  #stepLater(): void {
    this.#world.after(this.#roll.whole(3000, 9000), () => {
      this.#advance();
      this.#localMs += this.#roll.whole(STEP_MS.low, STEP_MS.high);
      this.steppedMs = this.#world.nowMs;
    });
  }
}
