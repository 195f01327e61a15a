import type { Look, Trace } from "./watcher.ts";

/** A step of the evening, as a group did it. */
export interface DoneStep {
  readonly name: StepName;
  /** True ms of the press, the wake-up or the coming. */
  readonly atMs: number;
  /** True ms until which this step is looked at. */
  readonly untilMs: number;
  /** The room's speed from then on. */
  readonly rate: number;
  /** How long after it nothing is called steady, in ms. */
  readonly settleMs: number;
}

/** What happens in an evening, in this order. */
export type StepName =
  | "play"
  | "seek"
  | "far seek"
  | "freeze"
  | "rate 1.5"
  | "rate 1"
  | "leave"
  | "join";

/** How long it took until two were so close, in ms; null where that did not happen. */
export interface Closeness {
  readonly within40Ms: number | null;
  readonly within10Ms: number | null;
}

/** What one group did in one evening. */
export interface GroupResult {
  /** Distances of the foremost and the hindmost in ms of film while nothing had happened lately, one each 20 ms. */
  readonly steadyMs: readonly number[];
  /** The same, per step. */
  readonly steadyByStep: Partial<Record<StepName, readonly number[]>>;
  readonly closeness: Partial<Record<StepName, Closeness>>;
  readonly seeks: number;
  readonly rateSets: number;
  /** Seconds at another speed than the room's, all viewers together. */
  readonly offRateS: number;
  /** Largest bend of the speed while nothing had happened lately, as a share. */
  readonly calmBend: number;
  /** Corrections of the one who stays while the other leaves. */
  readonly leaveActs: number;
  /** Pictures that stopped outside steps: the run is void. */
  readonly waits: number;
}

const GRID_MS = 20;
/** Two looks further apart tell nothing about what is between. */
const HOLE_MS = 250;
/** Over how long readings that wobble are averaged, in ms. */
const AVERAGED_MS = 480;
/** How long two have to stay close, in ms. */
const STAY_MS = 500;
/** After a step bends may be large and pictures may wait so long, in ms. */
const EVENT_MS = 5000;

/** What a group's traces say: how far the first of them is from the last. */
export function measure(
  steps: readonly DoneStep[],
  traces: readonly [Trace, ...Trace[], Trace],
): GroupResult {
  const positions = traces.map(({ looks }) => createPositions(looks));
  const exact = apartBy(positions);
  const smooth = apartBy(positions.map(averaged));
  const steadyByStep: Partial<Record<StepName, number[]>> = {};
  const closeness: Partial<Record<StepName, Closeness>> = {};
  const steadyMs: number[] = [];
  let calmBend = 0;
  for (const step of steps) {
    if (step.name === "leave") continue;
    const apart = step.rate === 1 ? exact : smooth;
    closeness[step.name] = {
      within40Ms: within(step, apart, 40),
      within10Ms: within(step, apart, 10),
    };
    const fromMs = settledMs(step, traces);
    calmBend = Math.max(
      calmBend,
      ...traces.map((trace) => {
        const calm = trace.looks.filter(([atMs, , , isMoving]) =>
          isMoving === 1 && atMs > fromMs && atMs < step.untilMs
        );
        return Math.max(
          0,
          ...calm.map(([, , r]) => Math.abs(r / step.rate - 1)),
        );
      }),
    );
    const steady = grid(fromMs, step.untilMs)
      .map(apart).filter((one) => one !== null);
    steadyByStep[step.name] = steady;
    if (step.rate === 1) steadyMs.push(...steady);
  }
  const all = traces.flatMap(({ incidents }) => incidents);
  const firstMs = steps[0]?.atMs ?? 0;
  const lastMs = steps.at(-1)?.untilMs ?? 0;
  const isInside = (atMs: number) => atMs >= firstMs && atMs <= lastMs;
  const count = (type: string) =>
    all.filter(([atMs, what]) => what === type && isInside(atMs)).length;
  const leave = steps.find(({ name }) => name === "leave");
  return {
    steadyMs,
    steadyByStep,
    closeness,
    seeks: count("seeking"),
    rateSets: count("ratechange"),
    offRateS: traces.reduce((sum, { looks }) => sum + offRate(steps, looks), 0),
    calmBend,
    leaveActs:
      traces[0].incidents.filter(([atMs, what]) =>
        leave !== undefined && atMs > leave.atMs && atMs < leave.untilMs &&
        (what === "seeking" || what === "pause")
      ).length,
    waits: all.filter(([atMs, what]) =>
      what === "waiting" && isInside(atMs) &&
      steps.every((step) =>
        atMs < step.atMs - 3500 || atMs > step.atMs + step.settleMs
      )
    ).length,
  };
}

/**
 * From when on a step's figures are called steady: so long after it, and, where one of the two
 * comes, so long after its picture first moved too.
 */
function settledMs(
  { name, atMs, settleMs }: DoneStep,
  traces: readonly Trace[],
): number {
  if (name !== "join") return atMs + settleMs;
  const moved = traces.at(-1)?.looks.find(([at, , , isMoving]) =>
    at > atMs && isMoving === 1
  );
  return Math.max(atMs + settleMs, (moved?.[0] ?? Infinity) + EVENT_MS);
}

function createPositions(looks: readonly Look[]): Position {
  return (atMs) => {
    let low = 0;
    let high = looks.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((looks[middle]?.[0] ?? Infinity) > atMs) high = middle;
      else low = middle + 1;
    }
    const before = looks[low - 1];
    const after = looks[low];
    if (before === undefined || after === undefined) return null;
    const [fromMs, fromS, , wasMoving] = before;
    const [toMs, toS, , isMoving] = after;
    const isKnown = wasMoving === 1 && isMoving === 1 && toS > fromS &&
      toMs - fromMs < HOLE_MS;
    return isKnown
      ? fromS + (toS - fromS) * (atMs - fromMs) / (toMs - fromMs)
      : null;
  };
}

/** Where an element was at a true ms, in s; null where it did not move or nobody looked. */
type Position = (atMs: number) => number | null;

/** How far the foremost is from the hindmost, in ms of film. */
function apartBy(positions: readonly Position[]): Position {
  return (atMs) => {
    const at = positions.map((position) => position(atMs))
      .filter((position) => position !== null);
    return at.length < positions.length
      ? null
      : 1000 * (Math.max(...at) - Math.min(...at));
  };
}

/**
 * A position as the mean of half a second around it: where the pitch is kept readings wobble by
 * 8 ms, of which nothing is seen or heard.
 */
function averaged(position: Position): Position {
  return (atMs) => {
    const around = grid(
      atMs - AVERAGED_MS / 2,
      atMs + AVERAGED_MS / 2 + GRID_MS,
    )
      .map(position);
    const known = around.filter((one) => one !== null);
    return known.length < around.length
      ? null
      : known.reduce((sum, one) => sum + one, 0) / known.length;
  };
}

function grid(fromMs: number, untilMs: number): number[] {
  const count = Math.max(0, Math.floor((untilMs - fromMs) / GRID_MS));
  return Array.from({ length: count }, (_, index) => fromMs + index * GRID_MS);
}

/** How long after a step it shows at the latest: it has to travel first, in ms. */
const SHOWS_MS = 3000;

/**
 * Time from a step until two are, and stay, closer than so many ms, once it has thrown them apart;
 * 0 where it never does.
 */
function within(
  { atMs, untilMs }: DoneStep,
  apart: (atMs: number) => number | null,
  limitMs: number,
): number | null {
  const isApart = (at: number) => {
    const now = apart(at);
    return now === null || now >= limitMs;
  };
  const thrownMs = grid(atMs, atMs + SHOWS_MS).find(isApart);
  if (thrownMs === undefined) return 0;
  let sinceMs: number | null = null;
  for (const at of grid(thrownMs, untilMs)) {
    if (isApart(at)) sinceMs = null;
    else {
      sinceMs ??= at;
      if (at - sinceMs >= STAY_MS) return sinceMs - atMs;
    }
  }
  return null;
}

function offRate(steps: readonly DoneStep[], looks: readonly Look[]): number {
  let sumMs = 0;
  for (const step of steps) {
    let lastMs: number | null = null;
    for (const [atMs, , rate, isMoving] of looks) {
      // The speed itself changes within the first second.
      if (atMs < step.atMs + 1000 || atMs > step.untilMs) continue;
      const isOff = isMoving === 1 && Math.abs(rate / step.rate - 1) > 1e-6;
      if (isOff && lastMs !== null) sumMs += Math.min(HOLE_MS, atMs - lastMs);
      lastMs = atMs;
    }
  }
  return sumMs / 1000;
}
