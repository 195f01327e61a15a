import { formatClock } from "@/lib/base/mod.ts";

/** From here on a gap reads as minutes, in ms: hours of seconds say nothing. */
const CLOCK_FROM_MS = 1_000_000;

/**
 * A gap as people read it, its sign always shown.
 *
 * @param gapMs positive where I am ahead; null while one position is unknown
 * @returns such as `+0.0 s`, `-1.3 s`, `+22:05`, or `–`
 */
export function formatGap(gapMs: number | null): string {
  if (gapMs === null || !Number.isFinite(gapMs)) return "–";
  const tenths = Math.round(Math.abs(gapMs) / 100);
  // What rounds to nothing has no sign of its own: -0.0 would ask "behind by what?".
  const sign = gapMs < 0 && tenths > 0 ? "-" : "+";
  return Math.abs(gapMs) < CLOCK_FROM_MS
    ? `${sign}${(tenths / 10).toFixed(1)} s`
    : `${sign}${formatClock(Math.abs(gapMs) / 1000)}`;
}
