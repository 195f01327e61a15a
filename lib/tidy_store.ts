import type { Logger } from "@logtape/logtape";
import {
  ROOM_KEPT_DAYS,
  type Store,
  STORE_BYTES_MAX,
} from "@/lib/store/mod.ts";

const DAY_MS = 86_400_000;
/** How often the store is looked at, in ms. */
const LOOK_MS = 5000;
/** Beyond this share of what it may hold, rooms are forgotten before their time. */
const FULL_SHARE = 0.5;
/** Below this share it is over, and another time is news. */
const CALM_SHARE = 0.4;
/** And of these none that was in use so lately, in ms. */
const SPARED_MS = 3_600_000;
/** How long a look may forget, in ms: commands wait for it. */
const FORGETS_FOR_MS = 20;

/** What keeping a store within bounds needs. */
export interface TidyStoreParts {
  readonly store: Pick<Store, "forgetBefore" | "forgetNewest" | "usedBytes">;
  readonly log: Logger;
  /** Monotonic ms. */
  readonly nowMs: () => number;
  /** The wall clock, ms since 1970. */
  readonly wallMs: () => number;
  /** Whether a room is in memory. */
  readonly isInUse: (id: string) => boolean;
  /** Calls again and again; gives back how to stop. */
  readonly every: (periodMs: number, look: () => void) => () => void;
  /** Bytes that it may hold; STORE_BYTES_MAX unless a test sets others. */
  readonly bytesMax?: number;
}

/**
 * Keeps a store within bounds: each day it forgets rooms that nobody entered for ROOM_KEPT_DAYS, and
 * where it is half full those that were begun last and that nobody is in. Strangers who fill it so
 * push out each other's rooms, and not those of who was here before them.
 *
 * @returns how to stop
 */
export function tidyStore(
  { store, log, nowMs, wallMs, isInUse, every, bytesMax = STORE_BYTES_MAX }:
    TidyStoreParts,
): () => void {
  let isFull = false;
  const guarded = (act: () => void) => () => {
    try {
      act();
    } catch (error) {
      log.warning("Cannot forget old rooms: {reason}", {
        reason: error instanceof Error ? error.message : String(error),
      });
    }
  };
  const forgetOld = guarded(() =>
    store.forgetBefore(wallMs() - ROOM_KEPT_DAYS * DAY_MS)
  );
  const makePlace = guarded(() => {
    const wasFull = isFull;
    // Rooms come and go at the mark itself, which is said once.
    isFull = store.usedBytes() >
      bytesMax * (wasFull ? CALM_SHARE : FULL_SHARE);
    if (isFull && !wasFull) {
      log.warning(
        "Cannot keep all rooms for {days} days as the store is half full; those begun last are forgotten",
        { days: ROOM_KEPT_DAYS },
      );
    }
    const untilMs = nowMs() + FORGETS_FOR_MS;
    while (store.usedBytes() > bytesMax * FULL_SHARE && nowMs() < untilMs) {
      if (!store.forgetNewest(wallMs() - SPARED_MS, isInUse)) break;
    }
  });
  forgetOld();
  const stops = [every(DAY_MS, forgetOld), every(LOOK_MS, makePlace)];
  return () => stops.forEach((stop) => stop());
}
