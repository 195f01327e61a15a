/** A bend of the speed: how much faster or slower, as a share, and for how long. */
export interface BendPlan {
  /** Positive: faster. */
  readonly share: number;
  readonly durationMs: number;
}

/** What the decision about a bend looks at. */
export interface BendSight {
  /** Errors of the last readings, in s of film; positive: behind. */
  readonly errorsS: readonly number[];
  /** The speed without a bend. */
  readonly speed: number;
  /** Whether a start or a jump was just now: the ear is broken off then, and errors are larger. */
  readonly isQuick: boolean;
  /** Whether readings wobbled the last time. */
  readonly isNoisy: boolean;
}

/** What a run of readings says. */
export interface Verdict {
  /** The median error in s of film. */
  readonly errorS: number;
  readonly isNoisy: boolean;
  /** Null where the error is too small to be worth one. */
  readonly plan: BendPlan | null;
}

/** Error that is left alone at speed 1, in s: an eighth of a picture. */
const DEAD_S = 0.002;
/** The same at other speeds, in s: keeping the pitch makes readings wobble by 5 ms. */
const DEAD_PITCHED_S = 0.007;
/** Wobble of readings, in s, from which on more of them are taken. */
const NOISY_S = 0.0015;
/** Readings for a verdict: right after an event, the same where they wobble, and later. */
const NEEDED = { quick: 5, wobbling: 8, calm: 20 } as const;
/** Largest bend right after an event, as a share: heard only where the sound broke off anyway. */
const QUICK_MAX = 0.08;
/** Largest bend later, for errors above {@linkcode SMALL_S}: a third of a semitone. */
const CALM_MAX = 0.02;
/** Largest bend later, for small errors: a twelfth of a semitone. */
const SMALL_MAX = 0.005;
/** What a small error is, in s of real time. */
const SMALL_S = 0.02;
/** Time in which a bend would like to be done, in s. */
const WITHIN_S = { quick: 0.5, calm: 1 } as const;
/** Shortest bend, in ms: below it the lateness of a timer counts. */
const BEND_MIN_MS = 150;
/** Standard deviations per median absolute deviation, for a normal distribution. */
const SIGMA_PER_MAD = 1.48;

/**
 * Judges a run of readings. A bend undoes the whole error in one go and is not touched meanwhile:
 * the element moves exactly as told but shows it late, and a loop that keeps turning the speed
 * only chases that delay.
 *
 * @returns null while there are too few readings
 */
export function judge(sight: BendSight): Verdict | null {
  const { errorsS, speed, isQuick, isNoisy } = sight;
  const needed = !isQuick
    ? NEEDED.calm
    : isNoisy || speed !== 1
    ? NEEDED.wobbling
    : NEEDED.quick;
  if (errorsS.length < needed) return null;
  const errorS = median(errorsS);
  const sigmaS = SIGMA_PER_MAD *
    median(errorsS.map((one) => Math.abs(one - errorS)));
  const deadS = speed === 1 ? DEAD_S : DEAD_PITCHED_S;
  return {
    errorS,
    isNoisy: sigmaS > NOISY_S,
    // What is within the readings' own noise would be chased for ever.
    plan: Math.abs(errorS) < Math.max(deadS, sigmaS)
      ? null
      : plan(errorS / speed, isQuick),
  };
}

/** A bend whose area is exactly the error, in s of real time. */
function plan(errorS: number, isQuick: boolean): BendPlan {
  const sizeS = Math.abs(errorS);
  const largest = isQuick ? QUICK_MAX : sizeS > SMALL_S ? CALM_MAX : SMALL_MAX;
  const withinS = isQuick ? WITHIN_S.quick : WITHIN_S.calm;
  const share = Math.min(largest, sizeS / withinS);
  const durationMs = Math.max(BEND_MIN_MS, 1000 * sizeS / share);
  return { share: 1000 * errorS / durationMs, durationMs };
}

/** The middle value; the upper of the two middle ones where their number is even. */
function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;
}
