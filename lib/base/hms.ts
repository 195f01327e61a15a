/**
 * A position as people read it: `H:MM:SS`, with two digits for the hour as the original had it.
 *
 * @param positionS seconds; below 0 or not finite reads as 0
 * @returns such as `01:02:03`
 */
export function formatHms(positionS: number): string {
  const { hours, minutes, seconds } = split(positionS);
  return `${two(hours)}:${two(minutes)}:${two(seconds)}`;
}

/**
 * A position as short as it can be: `M:SS` below an hour, `H:MM:SS` from there on.
 *
 * @param positionS seconds; below 0 or not finite reads as 0
 */
export function formatClock(positionS: number): string {
  const { hours, minutes, seconds } = split(positionS);
  return hours > 0
    ? `${hours}:${two(minutes)}:${two(seconds)}`
    : `${minutes}:${two(seconds)}`;
}

/**
 * Reads `h:mm:ss`, `m:ss` or `s` (a fraction may follow the seconds), as people type positions;
 * a full-width colon counts as a colon.
 *
 * @returns seconds, or null where the text is no position
 */
export function parseHms(text: string): number | null {
  const parts = text.trim().replaceAll("：", ":").split(":");
  if (parts.length > 3) return null;
  let positionS = 0;
  for (const [index, part] of parts.entries()) {
    const isLast = index === parts.length - 1;
    if (!(isLast ? /^\d{1,7}(\.\d{1,3})?$/ : /^\d{1,5}$/).test(part)) {
      return null;
    }
    // 90:00 is a fair way to say an hour and a half, so only what follows a colon is below 60.
    if (index > 0 && Number(part) >= 60) return null;
    positionS = positionS * 60 + Number(part);
  }
  return positionS;
}

function split(
  positionS: number,
): { hours: number; minutes: number; seconds: number } {
  const whole = Number.isFinite(positionS)
    ? Math.max(0, Math.floor(positionS))
    : 0;
  return {
    hours: Math.floor(whole / 3600),
    minutes: Math.floor(whole / 60) % 60,
    seconds: whole % 60,
  };
}

function two(value: number): string {
  return String(value).padStart(2, "0");
}
