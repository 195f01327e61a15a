/** Between two reports while nothing changes, in ms. */
const EACH_MS = 1000;
/** A report that is so much early, in ms, is as good: the next look may come a quarter of a second later. */
const EARLY_MS = 50;
/** So long after a call the next one is awaited, in ms; afterwards one reports by oneself. */
const CALLED_FOR_MS = 1500;
/** Whoever reported less than this ago, in ms, since something changed, waits for the next call. */
const ANSWERED_WITHIN_MS = 500;

/**
 * Whether a report is due though nothing changed. The rows of a crowd, which go out each second,
 * call for reports: those of all then come within a moment, and a server that is awake takes one at
 * half the cost.
 */
export function isReportDue(
  { agoMs, calledAgoMs }: {
    /** Since the last report, in ms. */
    readonly agoMs: number;
    /** Since the last call, in ms: 0 where this is the answer to it, infinite where there was none. */
    readonly calledAgoMs: number;
  },
): boolean {
  if (calledAgoMs === 0) return agoMs >= ANSWERED_WITHIN_MS;
  return calledAgoMs >= CALLED_FOR_MS && agoMs >= EACH_MS - EARLY_MS;
}
