import type { Dice } from "@/lib/base/mod.ts";
import type { Action, Reading } from "@/lib/sync/mod.ts";
import type { World } from "./world.ts";

/**
 * A video element as Chromium's was measured: `play()` moves the picture 70 to 80 ms later after a
 * load or a seek and at once after a pause, a speed acts late but exactly, and going back to 1 with
 * the pitch kept loses 22 ms. Or as WebKitGTK's, which is flushed by each other speed and stands
 * meanwhile, plays at once and seeks soon.
 */
export class ModelElement {
  /** Called when the element says something. */
  onEvent: () => void = () => {};
  isHidden = false;
  readonly #world: World;
  readonly #roll: Dice;
  readonly #durationS: number;
  readonly #isFlushedBySpeeds: boolean;
  #positionS = 0;
  #isPaused = true;
  #isFlushed = true;
  #isSeeking = false;
  #readyState = 0;
  #isEnded = false;
  /** True ms from which the picture moves. */
  #movesFromMs = Infinity;
  #rate = 1;
  #actingRate = 1;
  #isPitchKept = true;
  #seeks = 0;
  #lastMs = 0;
  #loaded: [number, number][] = [];
  #isStuck = false;
  #isHalted = false;
  #isSuspended = false;

  constructor(
    world: World,
    roll: Dice,
    durationS: number,
    isFlushedBySpeeds = false,
  ) {
    this.#world = world;
    this.#roll = roll;
    this.#durationS = durationS;
    this.#isFlushedBySpeeds = isFlushedBySpeeds;
    world.after(roll.whole(50, 300), () => {
      this.#readyState = 4;
      this.#load(0);
      this.onEvent();
    });
  }

  /** Where the picture truly is, in s. */
  get positionS(): number {
    this.#advance();
    return this.#positionS;
  }

  /** No more of the film comes, or it comes again. */
  stick(isStuck: boolean): void {
    if (this.#isStuck === isStuck) return;
    this.#advance();
    this.#isStuck = isStuck;
    this.onEvent();
  }

  /** The process is stopped, picture and all, or goes on. */
  halt(isHalted: boolean): void {
    this.#advance();
    this.#isHalted = isHalted;
  }

  /** The system pauses it, as a phone does with a page that nobody sees, and lets nothing play. */
  suspend(isSuspended: boolean): void {
    this.#isSuspended = isSuspended;
    if (isSuspended) this.apply({ type: "pause" });
  }

  /** What it says of itself: the truth, with a little noise. */
  read(): Reading {
    this.#advance();
    const wobbleS = this.#isMoving()
      ? (this.#roll.unit() - 0.5) *
        (this.#isPitchKept && this.#rate !== 1 ? 0.010 : 0.001)
      : 0;
    return {
      positionS: Math.max(0, this.#positionS + wobbleS),
      durationS: this.#readyState > 0 ? this.#durationS : null,
      isPaused: this.#isPaused,
      isSeeking: this.#isSeeking,
      isEnded: this.#isEnded,
      readyState: this.#isStuck
        ? Math.min(2, this.#readyState)
        : this.#readyState,
      rate: this.#rate,
      buffered: this.#loaded,
      isHidden: this.isHidden,
    };
  }

  apply(action: Action): void {
    this.#advance();
    switch (action.type) {
      case "play":
        return this.#play();
      case "pause":
        this.#isPaused = true;
        this.#movesFromMs = Infinity;
        return;
      case "seek":
        return this.#seek(action.positionS);
      case "rate": {
        const { rate } = action;
        if (this.#isFlushedBySpeeds) return this.#flush(rate);
        this.#rate = rate;
        this.#world.after(30 + 60 * this.#roll.unit(), () => {
          this.#advance();
          if (this.#rate !== rate) return;
          const isLossy = this.#isPitchKept && rate === 1 &&
            this.#actingRate !== 1;
          if (isLossy) this.#positionS -= 0.022;
          this.#actingRate = rate;
        });
        return;
      }
      case "pitch":
        this.#isPitchKept = action.isKept;
    }
  }

  #play(): void {
    if (this.#isSuspended) return;
    this.#isPaused = false;
    // From its end a browser begins the film again, by a seek of its own.
    if (this.#isEnded) this.#seek(0);
    const lateMs = this.#isFlushed && !this.#isFlushedBySpeeds
      ? 70 + 10 * this.#roll.unit()
      : 3 * this.#roll.unit();
    this.#isFlushed = false;
    this.#movesFromMs = this.#world.nowMs + lateMs;
  }

  #seek(wantedS: number): void {
    const positionS = Math.max(0, Math.min(wantedS, this.#durationS));
    const isLoaded = this.#loaded.some(([from, to]) =>
      positionS >= from && positionS + 0.3 < to
    );
    const tookMs = isLoaded
      ? 30 + 40 * this.#roll.unit()
      : 200 + 400 * this.#roll.unit();
    this.#positionS = positionS;
    this.#isSeeking = true;
    this.#isEnded = false;
    this.#readyState = 1;
    this.#movesFromMs = Infinity;
    const seek = ++this.#seeks;
    this.#world.after(tookMs, () => {
      if (seek !== this.#seeks) return;
      this.#advance();
      this.#isSeeking = false;
      this.#readyState = 4;
      this.#load(positionS);
      if (positionS >= this.#durationS) {
        this.#isEnded = true;
        this.#isPaused = true;
      }
      if (this.#isPaused) this.#isFlushed = true;
      else {
        const lateMs = this.#isFlushedBySpeeds ? 0 : 30;
        this.#movesFromMs = this.#world.nowMs + lateMs +
          10 * this.#roll.unit();
      }
      this.onEvent();
    });
  }

  #flush(rate: number): void {
    if (rate === this.#rate) return;
    this.#rate = this.#actingRate = rate;
    const standsMs = 4 + 16 * this.#roll.unit();
    const movesMs = this.#world.nowMs + standsMs;
    if (!this.#isPaused) {
      this.#movesFromMs = Math.max(this.#movesFromMs, movesMs);
    }
  }

  #isMoving(): boolean {
    return !this.#isPaused && !this.#isSeeking && this.#readyState >= 3 &&
      !this.#isStuck && !this.#isHalted &&
      this.#world.nowMs >= this.#movesFromMs;
  }

  #load(positionS: number): void {
    this.#loaded = [[
      Math.max(0, positionS - 10),
      Math.min(this.#durationS, positionS + 60),
    ]];
  }

  #advance(): void {
    const nowMs = this.#world.nowMs;
    const fromMs = Math.max(this.#lastMs, this.#movesFromMs);
    this.#lastMs = nowMs;
    if (nowMs <= fromMs || this.#isStuck || this.#isHalted) return;
    this.#positionS += this.#actingRate * (nowMs - fromMs) / 1000;
    if (this.#positionS >= this.#durationS) {
      this.#positionS = this.#durationS;
      this.#isEnded = true;
      this.#isPaused = true;
      this.#movesFromMs = Infinity;
    }
    const last = this.#loaded[0];
    if (last !== undefined && this.#positionS + 30 > last[1]) {
      this.#load(this.#positionS);
    }
  }
}
