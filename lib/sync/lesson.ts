import { earlyMs, learnBend, learnLatency, type Learnt } from "./learnt.ts";
import type { FollowMemory, Run } from "./memory.ts";
import { offsetMsOf, type Situation } from "./situation.ts";

/**
 * Coarsest local clock by which anything is learnt, in ms: some browsers give 100 against
 * fingerprinting, and there an error hangs on when the clock last went on.
 */
const CLOCK_STEP_MAX_MS = 70;
/** How far what is known of the server's clock may have moved meanwhile, in ms: it moves errors. */
const CLOCK_MOVED_MAX_MS = 2;

/**
 * What the first settled error after an act says about the device.
 *
 * @param errorS in s of film; positive: behind
 */
export function takeLesson(
  situation: Situation,
  { learnt, leastPassedMs }: FollowMemory,
  { lesson, speed }: Run,
  errorS: number,
): Learnt {
  if (lesson === null || leastPassedMs > CLOCK_STEP_MAX_MS) return learnt;
  const clockMovedMs = offsetMsOf(situation) - lesson.offsetMs;
  if (Math.abs(clockMovedMs) > CLOCK_MOVED_MAX_MS) return learnt;
  switch (lesson.of) {
    case "bend": {
      const { askedS } = lesson;
      return learnBend(learnt, { askedS, movedS: askedS - errorS });
    }
    case "rateMs":
      return learnLatency(learnt, "rateMs", 1000 * errorS / lesson.changedBy);
    case "playWarmMs":
      return learnLatency(learnt, "playWarmMs", 1000 * errorS / speed);
    default: {
      const missedMs = 1000 * errorS / speed + earlyMs(learnt);
      return learnLatency(learnt, lesson.of, missedMs);
    }
  }
}
