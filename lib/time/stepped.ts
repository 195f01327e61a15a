import type { Minima, Sample } from "./minima.ts";

/** Samples of each direction that are compared: so few of late, so many before. */
const LATE_MIN = 5;
const BEFORE_MIN = 10;
/** Least step that is told from chance, in ms: it moves what is known of the clock by half of it. */
const STEP_MIN_MS = 12;
/** Fast messages that tell how far chance takes the fastest of them, and how many times that is none. */
const LOWEST_COUNT = 4;
const CHANCES = 2;

/** Both directions of a talk, its skew, and the step that its clock goes on by, in ms. */
export interface Talk {
  readonly up: Minima;
  readonly down: Minima;
  readonly rate: number;
  readonly grainMs: number;
}

/** The fastest of some messages, and how far chance may have taken it: about as far as the next lie. */
interface Fastest {
  readonly ms: number;
  readonly chanceMs: number;
}

/**
 * Whether one of two clocks stepped: from some moment on all messages of one direction seem faster
 * than any was before, and those of the other slower. A line that changed makes both slower or both
 * faster, a full one makes nothing faster; and no round trip shows a step that is shorter than it.
 *
 * @param nowMs local monotonic ms
 */
export function haveMovedApart(
  { up, down, rate, grainMs }: Talk,
  nowMs: number,
): boolean {
  // Of most talks neither way ever became faster: that is soon seen, and the rest takes longer.
  const isFaster = hasSped(up.samples, rate, nowMs) ||
    hasSped(down.samples, -rate, nowMs);
  if (!isFaster) return false;
  const one = { samples: up.samples, ...both(up.samples, rate, nowMs) };
  const other = { samples: down.samples, ...both(down.samples, -rate, nowMs) };
  let at = 0;
  let otherAt = 0;
  // What was on its way then left by the one clock and came by the other: each moment is looked at.
  while (isLate(one, at) && isLate(other, otherAt)) {
    if (at >= BEFORE_MIN && otherAt >= BEFORE_MIN) {
      const change = changeAt(one, at);
      const otherChange = changeAt(other, otherAt);
      const chanceMs = Math.max(change.chanceMs, otherChange.chanceMs);
      const leastMs = Math.max(STEP_MIN_MS, CHANCES * chanceMs) + grainMs;
      const isApart = change.ms > 0 !== otherChange.ms > 0;
      const movedMs = Math.min(Math.abs(change.ms), Math.abs(otherChange.ms));
      if (isApart && movedMs > leastMs) return true;
    }
    if (timeOf(one, at) <= timeOf(other, otherAt)) at++;
    else otherAt++;
  }
  return false;
}

/** Whether a direction is faster by more than the least step than it first was. */
function hasSped(
  samples: readonly Sample[],
  rate: number,
  nowMs: number,
): boolean {
  let firstMs = Infinity;
  let laterMs = Infinity;
  let count = 0;
  for (const { atMs, valueMs } of samples) {
    const value = valueMs + rate * (nowMs - atMs);
    if (count++ < BEFORE_MIN) firstMs = Math.min(firstMs, value);
    else laterMs = Math.min(laterMs, value);
  }
  return laterMs < firstMs - STEP_MIN_MS;
}

/** A direction's samples, and of each moment between two of them what is fastest on either side. */
interface Way {
  readonly samples: readonly Sample[];
  readonly before: readonly Fastest[];
  readonly late: readonly Fastest[];
}

function isLate({ samples }: Way, index: number): boolean {
  return index <= samples.length - LATE_MIN;
}

function timeOf({ samples }: Way, index: number): number {
  return samples[index]?.atMs ?? Infinity;
}

/** How much slower the fastest from a sample on is than the fastest before it. */
function changeAt({ before, late }: Way, index: number): Fastest {
  const earlier = before[index] ?? NONE;
  const later = late[index] ?? NONE;
  return {
    ms: later.ms - earlier.ms,
    chanceMs: Math.max(later.chanceMs, earlier.chanceMs),
  };
}

const NONE: Fastest = { ms: Infinity, chanceMs: Infinity };

/** Of each sample the fastest of those before it, and of it and those after it. */
function both(
  samples: readonly Sample[],
  rate: number,
  nowMs: number,
): Omit<Way, "samples"> {
  const values = samples.map(({ atMs, valueMs }) =>
    valueMs + rate * (nowMs - atMs)
  );
  const before = [NONE, ...running(values)];
  const late = running(values.toReversed()).toReversed();
  return { before, late };
}

/** Of each value the fastest up to it. */
function running(valuesMs: readonly number[]): Fastest[] {
  const lowest: number[] = [];
  return valuesMs.map((value) => {
    const at = lowest.findIndex((one) => value < one);
    lowest.splice(at < 0 ? lowest.length : at, 0, value);
    lowest.length = Math.min(lowest.length, LOWEST_COUNT);
    const [ms = value] = lowest;
    const last = lowest[LOWEST_COUNT - 1];
    return { ms, chanceMs: last === undefined ? Infinity : last - ms };
  });
}
