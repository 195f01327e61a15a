/**
 * The round trip that fetched a page, from the question to the first byte of the answer, in ms. The
 * browser times it outside of the page, where no script keeps it waiting.
 *
 * @param entry what the browser says of the page's navigation
 * @returns null where that is not known, as of a page that came from a cache
 */
export function pageTrip(entry: PerformanceEntry | undefined): number | null {
  if (!(entry instanceof PerformanceNavigationTiming)) return null;
  const { requestStart, responseStart, transferSize } = entry;
  const isFetched = requestStart > 0 && transferSize > 0;
  return isFetched && responseStart > requestStart
    ? responseStart - requestStart
    : null;
}
