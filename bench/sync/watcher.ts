/** How wrong a page's clocks are. */
export interface Warp {
  /** Added to `performance.now()`, in ms. */
  readonly offsetMs: number;
  /** Added to the wall clock, in ms. */
  readonly wallOffsetMs: number;
  /** How much faster they run, as a share. */
  readonly skew: number;
}

/** One look at the element: true ms, position in s, speed, whether it moves. */
export type Look = readonly [
  atMs: number,
  positionS: number,
  rate: number,
  isMoving: 0 | 1,
];

/** Something that happened on the page: true ms, what, the speed then. */
export type Incident = readonly [atMs: number, what: string, rate: number];

/** All that was seen on one page. */
export interface Trace {
  readonly looks: readonly Look[];
  readonly incidents: readonly Incident[];
}

/** What a watched page offers the bench, under {@linkcode WATCH}. */
export interface Watch {
  readonly trace: { looks: Look[]; incidents: Incident[] };
  trueMs(): number;
  /** True ms at which the browser was told to come here. */
  readonly bornMs: number;
}

/** The property of a watched page's window. */
export const WATCH = "__17kan_watch";

/**
 * Runs in the page before its own scripts: makes all clocks wrong that scripts can read, each page's
 * in its own way, and keeps the true one to look at the element by. It may use nothing from outside.
 */
export function warpAndWatch(
  { warp, key, lookEveryMs }: {
    readonly warp: Warp;
    readonly key: string;
    readonly lookEveryMs: number;
  },
): void {
  const { timeOrigin } = performance;
  const realNow = performance.now.bind(performance);
  const RealDate = Date;
  const realWall = Date.now.bind(Date);
  const localNow = () => realNow() * (1 + warp.skew) + warp.offsetMs;
  const wallNow = () =>
    Math.floor(realWall() + warp.wallOffsetMs + realNow() * warp.skew);
  performance.now = localNow;
  Object.defineProperty(performance, "timeOrigin", {
    get: () => timeOrigin + warp.wallOffsetMs - warp.offsetMs,
  });
  class WrongDate extends RealDate {
    constructor(...args: [] | [number | string]) {
      super(args.length === 0 ? wallNow() : args[0]);
    }
    static override now(): number {
      return wallNow();
    }
  }
  globalThis.Date = WrongDate as unknown as DateConstructor;
  const stamp = Object.getOwnPropertyDescriptor(Event.prototype, "timeStamp");
  Object.defineProperty(Event.prototype, "timeStamp", {
    get(this: Event): number {
      return stamp?.get?.call(this) * (1 + warp.skew) + warp.offsetMs;
    },
  });
  const realFrame = globalThis.requestAnimationFrame.bind(globalThis);
  globalThis.requestAnimationFrame = (callback) =>
    realFrame(() => callback(localNow()));

  const trueMs = () => timeOrigin + realNow();
  const trace: { looks: Look[]; incidents: Incident[] } = {
    looks: [],
    incidents: [],
  };
  Object.defineProperty(globalThis, key, {
    value: { trace, trueMs, bornMs: timeOrigin },
  });
  let video: HTMLVideoElement | null = null;
  const find = () => video ??= document.querySelector("video");
  setInterval(() => {
    if (find() === null || video === null) return;
    const beforeMs = trueMs();
    const { currentTime, playbackRate, paused, seeking, readyState } = video;
    const atMs = (beforeMs + trueMs()) / 2;
    const isMoving = !paused && !seeking && readyState >= 2 ? 1 : 0;
    trace.looks.push([atMs, currentTime, playbackRate, isMoving]);
  }, lookEveryMs);
  const note = ({ type }: Event) => {
    trace.incidents.push([trueMs(), type, find()?.playbackRate ?? 0]);
  };
  for (const type of ["seeking", "seeked", "waiting", "ratechange", "pause"]) {
    document.addEventListener(type, note, true);
  }
  for (const type of ["click", "change", "keydown"]) {
    globalThis.addEventListener(type, note, true);
  }
}
