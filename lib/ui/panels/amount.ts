/** Units of 1024, as the original showed them. */
const UNITS = ["B", "KB", "MB", "GB", "TB"] as const;

/**
 * A size as people read it: two decimals, trailing zeros cut.
 *
 * @param bytes below 0 or not finite reads as 0
 * @returns such as `1.61 GB` or `354.82 KB`
 */
export function formatSize(bytes: number): string {
  const { value, unit } = scaled(bytes);
  return `${Number(value.toFixed(2))} ${unit}`;
}

/**
 * A speed as people read it: whole up to KB, one decimal from MB on while it is small, so that it
 * does not flicker.
 *
 * @param bytesPerS below 0 or not finite reads as 0
 * @returns such as `512 KB/s` or `3.2 MB/s`
 */
export function formatSpeed(bytesPerS: number): string {
  // A speed below 1 KB/s is still told in KB: bytes per second say nothing to a viewer.
  const { value, unit } = scaled(bytesPerS, 1);
  const isWhole = unit === "KB" || value >= 100;
  return `${value.toFixed(isWhole ? 0 : 1)} ${unit}/s`;
}

/**
 * A time as a number of milliseconds for a sentence: one decimal while it is small.
 *
 * @returns such as `0.4`, `-12.3` or `1304`
 */
export function formatMs(ms: number): string {
  const text = ms.toFixed(Math.abs(ms) < 100 ? 1 : 0);
  // What rounds to nothing has no sign of its own.
  return Number(text) === 0 ? text.replace("-", "") : text;
}

/**
 * The speed a film needs on average.
 *
 * @returns whole KB/s of 1024 bytes, rounded down; null where size or duration are unknown
 */
export function averageKBps(
  film: { readonly bytes: number | null; readonly durationS: number | null },
): number | null {
  if (film.bytes === null || film.durationS === null || film.durationS <= 0) {
    return null;
  }
  return Math.floor(film.bytes / film.durationS / 1024);
}

function scaled(
  amount: number,
  least = 0,
): { value: number; unit: typeof UNITS[number] } {
  const bytes = Number.isFinite(amount) ? Math.max(0, amount) : 0;
  let power = least;
  // 1023.999 would read as 1024: the next unit begins where rounding reaches it.
  while (power < UNITS.length - 1 && bytes / 1024 ** power >= 1023.995) power++;
  return { value: bytes / 1024 ** power, unit: UNITS[power] ?? "B" };
}
