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
  /**
   * A piece begins to come, and the one of its kind before it is over or given up.
   *
   * @param kind such as picture or sound, which come side by side; a handful of names
   * @param loadedBytes how much of it is here so far
   */
  open(kind: string, loadedBytes: () => number): void;
  /**
   * Bytes of the film that came in so far, with what is here of pieces under way; null where the
   * engine tells of whole pieces alone.
   */
  receivedBytes(): number | null;
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
  const under = new Map<string, () => number>();
  let overBytes = 0;
  return {
    open(kind, loadedBytes) {
      overBytes += under.get(kind)?.() ?? 0;
      under.set(kind, loadedBytes);
    },
    receivedBytes: () =>
      under.size === 0
        ? null
        : [...under.values()].reduce((sum, one) => sum + one(), overBytes),
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
      under.clear();
      overBytes = 0;
    },
  };
}
