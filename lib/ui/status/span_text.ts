/**
 * A span as the host reads it.
 *
 * @param spanMs milliseconds
 * @returns such as `812 ms`, `0.4 ms` or `12.3 s`, whose space does not break
 */
export function spanText(spanMs: number): string {
  if (spanMs >= 10_000) return `${(spanMs / 1000).toFixed(1)}\u00a0s`;
  return `${
    spanMs < 10 ? Number(spanMs.toFixed(1)) : Math.round(spanMs)
  }\u00a0ms`;
}
