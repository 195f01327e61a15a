import * as v from "valibot";

const spanMs = () => v.pipe(v.number(), v.finite());

/** One transfer of the server, as far as the page shows it; times in the server's ms. */
export const SEGMENT = v.object({
  id: v.number(),
  path: v.string(),
  startedMs: spanMs(),
  firstByteMs: v.nullable(spanMs()),
  diskSumMs: spanMs(),
  waitSumMs: spanMs(),
  bytes: spanMs(),
  endedMs: v.nullable(spanMs()),
  aborted: v.boolean(),
});

const ANSWER = v.object({ segments: v.array(SEGMENT) });

/** One transfer of the server; see {@linkcode SEGMENT}. */
export type ShownSegment = Readonly<v.InferOutput<typeof SEGMENT>>;

/** Transfers drawn at most. */
export const SEGMENTS_SHOWN_MAX = 12;

/**
 * Reads the answer of `/api/segments`.
 *
 * @returns the last transfers, newest first
 * @throws {TypeError} when the answer has another shape
 */
export function readSegments(data: unknown): readonly ShownSegment[] {
  const read = v.safeParse(ANSWER, data);
  if (!read.success) {
    throw new TypeError("Cannot read the transfers as their shape is unknown");
  }
  return read.output.segments.slice(-SEGMENTS_SHOWN_MAX).reverse();
}

/** Where the time of a transfer went. */
export interface SegmentParts {
  readonly totalMs: number;
  readonly diskMs: number;
  /** Waiting for the socket to take more: the network and whoever reads at its end. */
  readonly waitMs: number;
  readonly restMs: number;
  /** Null where it took no time that can be told. */
  readonly bytesPerS: number | null;
}

/**
 * Where the time of a transfer went.
 *
 * @param nowMs the server's time, for one that is under way; null while unknown
 */
export function segmentParts(
  segment: ShownSegment,
  nowMs: number | null,
): SegmentParts {
  const { diskSumMs: diskMs, waitSumMs: waitMs, bytes } = segment;
  const endMs = segment.endedMs ?? nowMs ?? segment.startedMs;
  const totalMs = Math.max(endMs - segment.startedMs, diskMs + waitMs);
  return {
    totalMs,
    diskMs,
    waitMs,
    restMs: totalMs - diskMs - waitMs,
    bytesPerS: totalMs > 0 ? bytes / totalMs * 1000 : null,
  };
}
