import { clamp } from "@/lib/base/mod.ts";
import type { Pace } from "./bend.ts";
import { driftJump, mayDriftJump } from "./drift.ts";
import { jump } from "./jump.ts";
import type { FollowMemory, Run } from "./memory.ts";
import type { Situation, Step } from "./situation.ts";
import { startAt } from "./start.ts";

/** How far ahead is left alone, in ms: WebKitGTK's clock itself ticks once a millisecond. */
const AHEAD_MS = 4;
/** How far behind is left alone, in ms, where the ear is broken off anyway, and later. */
const BEHIND_MS = { quick: 8, calmLeast: 20, calmMost: 100 } as const;
/** The latter as a share of what a seek costs: it stops picture and sound for so long. */
const BEHIND_SHARE = 0.25;

/**
 * Corrects an element that other speeds throw off, as WebKitGTK, which flushes its film for each:
 * who is ahead stands until the room comes by, which flushes nothing and is exact to a millisecond;
 * who is behind is sought, to a place a little ahead.
 *
 * @param facts how far off it is, in s of film; positive: behind
 * @returns null where it is better left alone
 */
export function nudge(
  situation: Situation,
  memory: FollowMemory,
  { phase, pace, errorS }: {
    readonly phase: Run;
    readonly pace: Pace;
    readonly errorS: number;
  },
): Step | null {
  const { reading, serverMs, localMs } = situation;
  const behindMs = 1000 * errorS / phase.speed;
  if (behindMs < -AHEAD_MS) {
    const { positionS } = reading;
    const startMs = serverMs - behindMs;
    return startAt(situation, memory, { positionS, startMs, reason: "drift" });
  }
  const { quick, calmLeast, calmMost } = BEHIND_MS;
  const worthMs = pace === "calm"
    ? clamp(BEHIND_SHARE * memory.learnt.hotSeekMs, calmLeast, calmMost)
    : quick;
  if (behindMs <= worthMs) return null;
  if (phase.mayCatchUp) return jump(situation, memory, "land");
  return mayDriftJump(memory, phase, localMs)
    ? driftJump(situation, memory)
    : null;
}
