import { earlyMs, learnBend, learnLatency, type Learnt } from "./learnt.ts";
import type { Run } from "./memory.ts";

/**
 * What the first settled error after an act says about the device.
 *
 * @param errorS in s of film; positive: behind
 */
export function takeLesson(
  learnt: Learnt,
  { lesson, speed }: Run,
  errorS: number,
): Learnt {
  if (lesson === null) return learnt;
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
