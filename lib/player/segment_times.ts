import { Ring } from "@/lib/base/mod.ts";

/** What fetches and feeds a film: the element itself, or a library before it. */
export type EngineName = "element" | "hls" | "mpegts" | "dash";

/** One piece of a film as this page fetched it; all instants are local monotonic ms. */
export interface SegmentTime {
  readonly url: string;
  /** What came in, as it travelled. */
  readonly sizeBytes: number;
  readonly requestedMs: number;
  /** When its first byte was here. */
  readonly firstByteMs: number;
  readonly endMs: number;
  readonly engine: EngineName;
}

/** The last pieces of the film that were fetched, whichever engine fetched them. */
export interface SegmentTimes {
  add(time: SegmentTime): void;
  /** Oldest first, at most {@linkcode SEGMENT_TIMES_MAX}. */
  recent(): readonly SegmentTime[];
  /** Calls with each piece from now on; returns how to stop. */
  watch(listener: (time: SegmentTime) => void): () => void;
  /** Another film: what was fetched before says nothing of it. */
  clear(): void;
}

/** Pieces that are kept: twenty minutes of 4 s segments, or ten with their sound apart. */
export const SEGMENT_TIMES_MAX = 300;

/** A list of nothing yet. */
export function createSegmentTimes(): SegmentTimes {
  let ring = new Ring<SegmentTime>(SEGMENT_TIMES_MAX);
  const listeners = new Set<(time: SegmentTime) => void>();
  return {
    add(time) {
      ring.push(time);
      for (const listener of listeners) listener(time);
    },
    recent: () => ring.toArray(),
    watch(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    clear() {
      ring = new Ring(SEGMENT_TIMES_MAX);
    },
  };
}
