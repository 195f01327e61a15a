import { clamp } from "@/lib/base/mod.ts";

/** The guard's numbers, in s, and how far each goes; the protocol refuses what is beyond. */
export const GUARD_BOUNDS = {
  /** How far behind the room a viewer may be. */
  bandS: { min: 0.1, max: 60, step: 0.1 },
  /** How long the room waits for one who loads. */
  boundS: { min: 1, max: 120, step: 1 },
} as const;
/** One of the guard's numbers. */
export type GuardBound = keyof typeof GUARD_BOUNDS;

/** A typed number of seconds moved inside its bounds; null where nothing is typed. */
export function readGuardBound(
  bound: GuardBound,
  typed: number,
): number | null {
  const { min, max } = GUARD_BOUNDS[bound];
  return Number.isNaN(typed) ? null : clamp(typed, min, max);
}
