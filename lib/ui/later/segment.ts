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
  /** An older server holds nothing back. */
  paceSumMs: v.optional(spanMs(), 0),
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

const UPLINK = v.object({
  uplink: v.object({
    bps: v.nullable(v.pipe(spanMs(), v.minValue(0))),
    isSet: v.boolean(),
  }),
});

/**
 * Reads the server's upload out of the same answer.
 *
 * @throws {TypeError} when the answer has another shape
 */
export function readUplink(
  data: unknown,
): { readonly bps: number | null; readonly isSet: boolean } {
  const read = v.safeParse(UPLINK, data);
  if (read.success) return read.output.uplink;
  throw new TypeError("Cannot read the upload as its shape is unknown");
}

/** Where the time of a transfer went. */
export interface SegmentParts {
  readonly totalMs: number;
  readonly diskMs: number;
  /** Waiting for the socket to take more: the network and whoever reads at its end. */
  readonly waitMs: number;
  /** Held back by the server for others. */
  readonly paceMs: number;
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
  const { diskSumMs: diskMs, waitSumMs: waitMs, paceSumMs: paceMs, bytes } =
    segment;
  const endMs = segment.endedMs ?? nowMs ?? segment.startedMs;
  const totalMs = Math.max(endMs - segment.startedMs, diskMs + waitMs + paceMs);
  return {
    totalMs,
    diskMs,
    waitMs,
    paceMs,
    restMs: totalMs - diskMs - waitMs - paceMs,
    bytesPerS: totalMs > 0 ? bytes / totalMs * 1000 : null,
  };
}
