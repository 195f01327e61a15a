/**
 * When the last byte of a transfer really arrived. The end of a response is
 * when the kernel has taken its last byte: on 1 MiB to a client of 245 KiB/s
 * that is 71 to 77 % too early. So somebody else has to tell.
 *
 * @module
 */
import type { ByteRange } from "./range.ts";

/** How a transfer reached its client, counted from the segment's start. */
export interface Delivery {
  /**
   * Who tells: the client by its own clock, or the connection, where the next
   * stretch was asked for as soon as this one was there.
   */
  readonly by: "client" | "connection";
  /** From the start until the first byte arrived; null where nobody can tell. */
  readonly firstByteMs: number | null;
  /** From the start until the last byte arrived. */
  readonly lastByteMs: number;
  /** Bytes that arrived. */
  readonly bytes: number;
}

/** A browser's timing of one request; instants in the server's clock, spans from the start. */
export interface Timing {
  readonly startedMs: number;
  readonly firstByteMs: number;
  readonly lastByteMs: number;
  readonly bytes: number;
}

/** What of a segment says whether a request or a timing belongs to it. */
export interface Transfer {
  readonly path: string;
  readonly range: ByteRange;
  readonly startedMs: number;
  readonly bytes: number;
  readonly endedMs: number | null;
  readonly aborted: boolean;
}

/** How far a settled client's idea of the server's time may be off, in ms. */
export const CLOCK_SLACK_MS = 250;

/**
 * How a transfer was delivered, told by the next request on its connection: a
 * client that asks for the very next byte had received all before it.
 *
 * @param next What is asked for now.
 * @returns Null where the next request tells nothing.
 */
export function deliveryByNext(
  before: Transfer,
  next: Pick<Transfer, "path" | "range" | "startedMs">,
): Delivery | null {
  const isNext = before.endedMs !== null && !before.aborted &&
    before.path === next.path && before.range.last + 1 === next.range.first;
  return isNext
    ? {
      by: "connection",
      firstByteMs: null,
      lastByteMs: next.startedMs - before.startedMs,
      bytes: before.bytes,
    }
    : null;
}

/**
 * How a transfer was delivered, told by its client.
 *
 * @returns Null where the timing is of another transfer.
 */
export function deliveryByClient(
  transfer: Transfer,
  timing: Timing,
): Delivery | null {
  const { startedMs, range, bytes, aborted } = transfer;
  const aheadMs = timing.startedMs - startedMs;
  // Here it started after the client asked and before the client was answered.
  const isThen = aheadMs <= CLOCK_SLACK_MS &&
    -aheadMs <= timing.firstByteMs + CLOCK_SLACK_MS;
  const isWhole = timing.bytes === range.last - range.first + 1;
  if (!isThen || !(isWhole || (aborted && timing.bytes <= bytes))) return null;
  if (timing.lastByteMs < timing.firstByteMs) return null;
  return {
    by: "client",
    firstByteMs: Math.max(0, timing.firstByteMs + aheadMs),
    lastByteMs: Math.max(0, timing.lastByteMs + aheadMs),
    bytes: timing.bytes,
  };
}

/**
 * How fast a transfer came in, in bytes per second; null where nobody can tell.
 * The time until the first byte is the line's length, not its width, and is
 * left out where it is known.
 */
export function deliveredBps(delivery: Delivery | null): number | null {
  if (delivery === null) return null;
  const { bytes, firstByteMs, lastByteMs } = delivery;
  const tookMs = lastByteMs - (firstByteMs ?? 0);
  return tookMs > 0 && bytes > 0 ? bytes * 1000 / tookMs : null;
}
