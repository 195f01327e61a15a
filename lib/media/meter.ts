/**
 * Measures each stretch of a film on its way out. One request is one segment;
 * where its time went tells a slow disk from a slow line.
 *
 * @module
 */
import { keepNewest, Ring } from "@/lib/base/mod.ts";
import {
  type Delivery,
  deliveryByClient,
  deliveryByNext,
  type Timing,
} from "./delivery.ts";
import type { ByteRange } from "./range.ts";

/** One transfer, measured. Times are milliseconds of one monotonic clock. */
export interface Segment {
  /** Counts up from 1 within the process. */
  readonly id: number;
  /** Who asked, or null for anyone else, such as a download manager. */
  readonly viewer: string | null;
  /** The film's name inside the folder. */
  readonly path: string;
  /** The bytes that were asked for. */
  readonly range: ByteRange;
  /** When the request was answered. */
  readonly startedMs: number;
  /** From the start until the first bytes were handed over, or null before. */
  readonly firstByteMs: number | null;
  /** Time spent waiting for the disk, all reads together. */
  readonly diskSumMs: number;
  /** The slowest single read. */
  readonly diskMaxMs: number;
  /** Time spent waiting for the socket to take a chunk, all together. */
  readonly waitSumMs: number;
  /** Time the server held it back for others, all together; see the pacer. */
  readonly paceSumMs: number;
  /** Bytes handed over so far. */
  readonly bytes: number;
  /**
   * When it ended here, or null while it runs: the kernel has taken the last
   * byte, which the client may receive seconds later.
   */
  readonly endedMs: number | null;
  /** Whether it ended before its last byte. */
  readonly aborted: boolean;
  /** How it reached the client, once somebody who can know has told. */
  readonly delivery: Delivery | null;
}

/** What is known when a segment starts. */
export interface SegmentStart
  extends Pick<Segment, "viewer" | "path" | "range"> {
  /** Names the client's connection, such as its address and port; null where unknown. */
  readonly connection: string | null;
}

/** Writes down one segment as it happens. */
export interface SegmentPen {
  /** A read of the disk took this long. */
  read(tookMs: number): void;
  /** So many bytes were handed over. */
  sent(bytes: number): void;
  /** The socket took this long to ask for more. */
  waited(tookMs: number): void;
  /** The server held it back so long, because others went first on its line. */
  held(tookMs: number): void;
  /** The transfer is over; later calls change nothing. */
  end(outcome: "complete" | "aborted"): void;
}

/** All segments of this process that are remembered. */
export interface Meter {
  /** Begins a segment. */
  start(segment: SegmentStart): SegmentPen;
  /**
   * The segments of one viewer, or of all when it is undefined: first the
   * ended ones, oldest first, then those under way.
   */
  segments(viewer?: string): Segment[];
  /** Bytes handed over by all transfers so far, those that are forgotten included. */
  sentBytes(): number;
  /** A viewer tells how a transfer reached them; of one that is not known it changes nothing. */
  received(viewer: string, timing: Timing): void;
}

/** Connections whose last segment is remembered: more than a process has viewers. */
const CONNECTIONS_MAX = 4096;

/** Ended segments kept: 50 viewers with the last 12 each, about 100 KiB. */
export const SEGMENTS_MAX = 600;

type Draft = { -readonly [K in keyof Segment]: Segment[K] };

/**
 * Makes a meter.
 *
 * @param nowMs A monotonic clock.
 * @param segmentsMax How many ended segments it keeps.
 */
export function createMeter(
  nowMs: () => number,
  segmentsMax = SEGMENTS_MAX,
): Meter {
  const ended = new Ring<Draft>(segmentsMax);
  const live = new Set<Draft>();
  const lastOn = new Map<string, Draft>();
  let lastId = 0;
  let sentBytes = 0;
  const noteNext = (connection: string, draft: Draft): void => {
    const before = lastOn.get(connection);
    if (before !== undefined) {
      before.delivery ??= deliveryByNext(before, draft);
    }
    keepNewest(lastOn, connection, draft, CONNECTIONS_MAX);
  };
  return {
    start({ connection, ...segment }) {
      const draft = newDraft(segment, { id: ++lastId, startedMs: nowMs() });
      live.add(draft);
      if (connection !== null) noteNext(connection, draft);
      return {
        read(tookMs) {
          draft.diskSumMs += tookMs;
          draft.diskMaxMs = Math.max(draft.diskMaxMs, tookMs);
        },
        sent(bytes) {
          draft.firstByteMs ??= nowMs() - draft.startedMs;
          draft.bytes += bytes;
          sentBytes += bytes;
        },
        waited(tookMs) {
          draft.waitSumMs += tookMs;
        },
        held(tookMs) {
          draft.paceSumMs += tookMs;
        },
        end(outcome) {
          if (!live.delete(draft)) return;
          draft.endedMs = nowMs();
          draft.aborted = outcome === "aborted";
          ended.push(draft);
        },
      };
    },
    sentBytes: () => sentBytes,
    segments(viewer) {
      const all = [...ended.toArray(), ...live].map((draft): Segment => ({
        ...draft,
      }));
      return viewer === undefined
        ? all
        : all.filter((segment) => segment.viewer === viewer);
    },
    received(viewer, timing) {
      const distanceMs = ({ startedMs }: Draft) =>
        Math.abs(startedMs - timing.startedMs);
      let nearest: Draft | null = null;
      for (const draft of [...ended.toArray(), ...live]) {
        if (draft.viewer !== viewer || draft.delivery?.by === "client") {
          continue;
        }
        if (nearest !== null && distanceMs(draft) >= distanceMs(nearest)) {
          continue;
        }
        if (deliveryByClient(draft, timing) !== null) nearest = draft;
      }
      // The client's word is better than what its next request lets us guess.
      if (nearest !== null) {
        nearest.delivery = deliveryByClient(nearest, timing);
      }
    },
  };
}

function newDraft(
  start: Omit<SegmentStart, "connection">,
  { id, startedMs }: { id: number; startedMs: number },
): Draft {
  return {
    id,
    ...start,
    startedMs,
    firstByteMs: null,
    diskSumMs: 0,
    diskMaxMs: 0,
    waitSumMs: 0,
    paceSumMs: 0,
    bytes: 0,
    endedMs: null,
    aborted: false,
    delivery: null,
  };
}
