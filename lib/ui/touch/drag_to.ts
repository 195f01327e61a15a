import { clamp } from "@/lib/base/mod.ts";

/** Shortest span that the picture's width stands for, in s: below it a finger cannot be exact. */
const SPAN_MIN_S = 60;
/** Longest span, in s: a second is then still more than a px of a phone's 360. */
const SPAN_MAX_S = 300;
/** Share of the film that the width stands for, between these. */
const SPAN_SHARE = 1 / 20;
/** A finger that comes back this near means to change nothing, in s. */
const STAYS_S = 1;

/**
 * Where a drag along the picture leads, in s; far away is for the seek bar.
 *
 * @param share how far it went, as a share of the picture's width
 */
export function dragTo(
  { fromS, durationS, share }: {
    readonly fromS: number;
    readonly durationS: number;
    readonly share: number;
  },
): number {
  const spanS = clamp(durationS * SPAN_SHARE, SPAN_MIN_S, SPAN_MAX_S);
  return clamp(fromS + share * spanS, 0, durationS);
}

/** Whether a drag is taken back. */
export function isBack(fromS: number, toS: number): boolean {
  return Math.abs(toS - fromS) < STAYS_S;
}
