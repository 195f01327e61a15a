import type { Dice } from "@/lib/base/mod.ts";
import {
  type Action,
  begin,
  type Course,
  type FollowMemory,
  type Reading,
  step,
} from "@/lib/sync/mod.ts";
import {
  addProbe,
  type ClockEstimate,
  estimate,
  nextProbeInMs,
  NO_CLOCK,
} from "@/lib/time/mod.ts";
import { createLane, type Lane } from "./line.ts";
import { ModelElement } from "./model_element.ts";
import type { World } from "./world.ts";

/** What a viewer did in one step, for the invariants. */
export interface Deed {
  readonly viewer: ModelViewer;
  readonly action: Action;
  readonly reading: Reading;
  readonly revision: number;
}

/** A viewer: the shipped clock and follower, on a clock that is wrong, behind a line that is bad. */
export class ModelViewer {
  readonly element: ModelElement;
  memory: FollowMemory = begin();
  readonly #world: World;
  readonly #roll: Dice;
  readonly #offsetMs: number;
  readonly #skew: number;
  readonly #onDeed: (deed: Deed) => void;
  readonly #up: (deliver: () => void) => void;
  readonly #down: (deliver: () => void) => void;
  #clock = NO_CLOCK;
  #course: Course | null = null;
  #cancel = () => {};
  #frozenUntilMs = 0;

  constructor(
    {
      world,
      roll,
      lane,
      offsetMs,
      skew,
      durationS,
      isFlushedBySpeeds,
      onDeed,
    }: {
      world: World;
      roll: Dice;
      lane: Lane;
      offsetMs: number;
      skew: number;
      durationS: number;
      isFlushedBySpeeds: boolean;
      onDeed: (deed: Deed) => void;
    },
  ) {
    this.#world = world;
    this.#roll = roll;
    this.#offsetMs = offsetMs;
    this.#skew = skew;
    this.#onDeed = onDeed;
    this.#up = createLane(world, roll, lane);
    this.#down = createLane(world, roll, lane);
    this.element = new ModelElement(
      world,
      roll,
      durationS,
      isFlushedBySpeeds,
    );
    this.element.onEvent = () => this.#step();
    this.#probe(1);
    this.#step();
  }

  /** What it knows of the server's clock. */
  clock(): ClockEstimate | null {
    return estimate(this.#clock, this.#localMs());
  }

  /** The server sends it the room's course; it arrives when the line lets it. */
  send(course: Course): void {
    this.#down(() => {
      this.#whenAwake(() => {
        this.#course = course;
        this.#step();
      });
    });
  }

  /** Stops the whole process for a while; what is there of the film plays on or stands still. */
  freeze(forMs: number): void {
    this.#frozenUntilMs = this.#world.nowMs + forMs;
    this.element.apply({ type: "pause" });
    this.#world.after(forMs, () => this.element.apply({ type: "play" }));
  }

  #whenAwake(run: () => void): void {
    const leftMs = this.#frozenUntilMs - this.#world.nowMs;
    if (leftMs > 0) this.#world.after(leftMs, () => this.#whenAwake(run));
    else run();
  }

  #localMs(): number {
    return this.#world.nowMs * (1 + this.#skew) - this.#offsetMs;
  }

  #probe(count: number): void {
    this.#whenAwake(() => {
      const sentMs = this.#localMs();
      this.#up(() => {
        const serverMs = this.#world.nowMs;
        this.#down(() =>
          this.#whenAwake(() => {
            const receivedMs = this.#localMs();
            this.#clock = addProbe(this.#clock, {
              sentMs,
              serverMs,
              receivedMs,
            });
          })
        );
      });
      this.#world.after(
        nextProbeInMs({ count, isHidden: false }),
        () => this.#probe(count + 1),
      );
    });
  }

  #step(): void {
    this.#cancel();
    this.#whenAwake(() => this.#stepNow());
  }

  #stepNow(): void {
    const localMs = this.#localMs();
    const clock = estimate(this.#clock, localMs);
    let wakeInMs = 50;
    if (this.#course !== null && clock !== null) {
      const reading = this.element.read();
      const serverMs = localMs + clock.offsetMs;
      const situation = { course: this.#course, reading, serverMs, localMs };
      const next = step(situation, this.memory);
      this.memory = next.memory;
      wakeInMs = next.wakeInMs;
      const { revision } = this.#course;
      for (const action of next.actions) {
        this.#onDeed({ viewer: this, action, reading, revision });
        this.element.apply(action);
      }
    }
    // A timer wakes a little late, and once in a while much.
    const lateMs = this.#roll.unit() < 0.02
      ? 15 * this.#roll.unit()
      : 1.5 * this.#roll.unit();
    this.#cancel = this.#world.after(wakeInMs + lateMs, () => this.#step());
  }
}
