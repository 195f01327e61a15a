/** A bend of the speed: how much faster or slower, as a share, and for how long. */
export interface BendPlan {
  /** Positive: faster. */
  readonly share: number;
  readonly durationMs: number;
}

/** How fast corrections are. */
export type Pace = "fresh" | "quick" | "calm";

/** What the decision about a bend looks at. */
export interface BendSight {
  /** Errors of the last readings, in s of film; positive: behind. */
  readonly errorsS: readonly number[];
  /** The speed without a bend. */
  readonly speed: number;
  /**
   * How long ago a start or a jump was: `fresh` as long as the ear is still broken off by it,
   * `quick` while errors may still be large, `calm` later.
   */
  readonly pace: Pace;
  /** Whether readings wobbled the last time. */
  readonly isNoisy: boolean;
  /** Whether positions come in stairs: then the freshest reading counts, not the middle one. */
  readonly isStaired: boolean;
}

/** What a run of readings says. */
export interface Verdict {
  /** The median error in s of film. */
  readonly errorS: number;
  readonly isNoisy: boolean;
  /** Null where the error is too small to be worth one. */
  readonly plan: BendPlan | null;
}

/** Error that is left alone at speed 1, in s: two of them are still below what a clock is off. */
const DEAD_S = 0.001;
/**
 * Readings for a verdict where they are rough, soon after an event and once things are calm. Keeping
 * the pitch at other speeds makes them wobble by 8 ms, evenly to both sides: the mean of half a
 * second stays within 0.5 ms. Of positions in stairs that is ten of them, and twenty.
 */
const NEEDED_ROUGH = { soon: 25, calm: 50 } as const;
/** How many standard errors of that mean are left alone: fewer would be its own noise. */
const PITCHED_ERRORS = 2.5;
/** The same where positions come in stairs, in s: two freshest readings differ by about so much. */
const DEAD_STAIRED_S = 0.003;
/** How long a position stays the same there, in s. */
const STAIR_S = 0.04;
/** Wobble of readings, in s, from which on more of them are taken. */
const NOISY_S = 0.0015;
/** Readings for a verdict soon after an event, for one where they wobble, and once things are calm. */
const NEEDED = { soon: 5, wobbling: 8, calm: 20 } as const;
/**
 * Largest bend, as a share, of small errors and of others: 0.5 % is a twelfth of a semitone, 2 % a
 * third of one, and 8 % is heard, unless the sound has just broken off.
 */
const BEND_MAX = {
  fresh: { small: 0.08, large: 0.08 },
  quick: { small: 0.02, large: 0.08 },
  calm: { small: 0.005, large: 0.02 },
} as const;
/** What a small error is, in s of real time. */
const SMALL_S = 0.02;
/** Time in which a bend would like to be done, in s. */
const WITHIN_S = { fresh: 0.3, quick: 0.5, calm: 1 } as const;
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
  if (sight.errorsS.length < neededFor(sight)) return null;
  if (sight.isStaired) return judgeStaired(sight);
  return sight.speed === 1 ? judgeSmooth(sight) : judgePitched(sight);
}

/** How many readings a verdict takes. */
function neededFor({ isStaired, speed, pace, isNoisy }: BendSight): number {
  const isRough = isStaired || speed !== 1;
  const needed = isRough ? NEEDED_ROUGH : NEEDED;
  if (pace === "calm") return needed.calm;
  return isNoisy && !isRough ? NEEDED.wobbling : needed.soon;
}

function judgeSmooth({ errorsS, pace }: BendSight): Verdict {
  const errorS = median(errorsS);
  const sigmaS = SIGMA_PER_MAD *
    median(errorsS.map((one) => Math.abs(one - errorS)));
  return {
    errorS,
    isNoisy: sigmaS > NOISY_S,
    // What is within the readings' own noise would be chased for ever.
    plan: Math.abs(errorS) < Math.max(DEAD_S, sigmaS)
      ? null
      : plan(errorS, pace),
  };
}

/**
 * An old position makes the element look behind, so the least behind is the freshest; of n looks at
 * a stair it is an nth of it old on average.
 */
function judgeStaired({ errorsS, speed, pace }: BendSight): Verdict {
  const errorS = Math.min(...errorsS) - STAIR_S * speed / errorsS.length;
  const isSmall = Math.abs(errorS) < DEAD_STAIRED_S;
  return {
    errorS,
    isNoisy: false,
    plan: isSmall ? null : plan(errorS / speed, pace),
  };
}

function judgePitched({ errorsS, speed, pace }: BendSight): Verdict {
  const count = errorsS.length;
  const mean = (values: readonly number[]) =>
    values.reduce((sum, one) => sum + one, 0) / count;
  const errorS = mean(errorsS);
  const varianceS2 = mean(errorsS.map((one) => (one - errorS) ** 2));
  const leftS = Math.max(
    DEAD_S * speed,
    PITCHED_ERRORS * Math.sqrt(varianceS2 / count),
  );
  return {
    errorS,
    isNoisy: false,
    plan: Math.abs(errorS) < leftS ? null : plan(errorS / speed, pace),
  };
}

/** A bend whose area is exactly the error, in s of real time. */
function plan(errorS: number, pace: Pace): BendPlan {
  const sizeS = Math.abs(errorS);
  const largest = BEND_MAX[pace][sizeS > SMALL_S ? "large" : "small"];
  const share = Math.min(largest, sizeS / WITHIN_S[pace]);
  const durationMs = Math.max(BEND_MIN_MS, 1000 * sizeS / share);
  return { share: 1000 * errorS / durationMs, durationMs };
}

/** The middle value; the upper of the two middle ones where their number is even. */
function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;
}
