/** One request of a page, in ms after the address was entered. */
export interface Sent {
  /** What was asked for: the last part of its path. */
  readonly what: string;
  readonly askedMs: number;
  /** How long its connection took to make; 0 where there was one already. */
  readonly connectMs: number;
  readonly sentMs: number;
  readonly firstByteMs: number;
  readonly endMs: number;
  readonly sizeBytes: number;
}

/**
 * Runs in the page: its requests, in the order in which they were asked for. It may use nothing from
 * outside.
 */
export function readRequests(): Sent[] {
  return [
    ...performance.getEntriesByType("navigation"),
    ...performance.getEntriesByType("resource"),
  ].map((entry) => {
    const { name, ...times } = (entry as PerformanceResourceTiming).toJSON();
    return {
      what: new URL(name).pathname.split("/").at(-1)?.replace(
        /-\w{8}(?=\.js$)/,
        "",
      ) || "document",
      askedMs: times.fetchStart,
      connectMs: times.connectEnd - times.connectStart,
      sentMs: times.requestStart,
      firstByteMs: times.responseStart,
      endMs: times.responseEnd,
      sizeBytes: times.transferSize,
    };
  });
}
