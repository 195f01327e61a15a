/**
 * Shares the server's line: films are sent just below what it carries, piece
 * by piece to whom they lack most, so that nothing piles up in front of it and
 * a command finds it free.
 *
 * @module
 */
import { keepNewest } from "@/lib/base/mod.ts";
import type { Timers } from "../timers.ts";
import { type Need, NEED_KEPT_MS, rankOf } from "./need.ts";

/** Bytes written at a time: 33 ms of a line of 4 Mbit/s. */
export const PIECE_BYTES = 16 * 1024;
/** On slower lines a piece takes at most this long, in ms. */
const PIECE_MS = 33;
/** Least piece, in bytes: smaller ones cost more headers than they save time. */
const PIECE_BYTES_MIN = 2 * 1024;
/**
 * Share of the line that what we write may take: headers of TCP and IP, on 1448 of 1500 bytes,
 * take 3.5 % more, and the rest is room for what is not ours.
 */
export const LINE_SHARE = 0.95;
/** What a line may make up for after a pause, in ms: timers are late by a few. */
const BURST_MS = 25;
/** Every so many pieces one goes to who has waited longest, so that nobody's connection dies. */
const TURNS_PER_PATIENT = 24;
/** Viewers whose needs are remembered at the most. */
const NEEDS_MAX = 8192;

/** One transfer's place at the line. */
export interface Lane {
  /**
   * Waits for its turn, unless the line is free.
   *
   * @returns how many bytes may be sent now, at most `bytesMax`; 0 once the lane is closed
   */
  take(bytesMax: number): number | Promise<number>;
  /** The transfer is over. */
  close(): void;
}

/** Shares the line. */
export interface Pacer {
  /** A transfer begins. */
  lane(transfer: LaneStart): Lane;
  /** A viewer told how their player stands. */
  heard(viewer: string, need: Need): void;
  /** Something else was sent on the same line, in bytes. */
  said(bytes: number): void;
  /** What the line carries, in bytes per second; null: it is not paced. */
  setLine(lineBps: number | null): void;
  /** How a viewer stood when they last told; null where that is too long ago. */
  needOf(viewer: string): Need | null;
}

/** Whose transfer it is, and of how large a film. */
export interface LaneStart {
  /** Null for anyone else, such as a download manager. */
  readonly viewer: string | null;
  readonly filmBytes: number;
}

interface Waiting {
  readonly start: LaneStart;
  readonly bytesMax: number;
  readonly sinceMs: number;
  readonly grant: (bytes: number) => void;
}

/** Makes a pacer whose line is not known. */
export function createPacer(
  { nowMs, timers }: { readonly nowMs: () => number; readonly timers: Timers },
): Pacer {
  const needs = new Map<string, Need>();
  /** Bytes granted since the last report, by viewer. */
  const sent = new Map<string, number>();
  const waiting = new Set<Waiting>();
  let bytesPerMs: number | null = null;
  let freeAtMs = -Infinity;
  let turns = 0;
  let cancelTimer: (() => void) | null = null;

  const needOf = (viewer: string): Need | null => {
    const need = needs.get(viewer);
    return need !== undefined && nowMs() - need.atMs <= NEED_KEPT_MS
      ? need
      : null;
  };
  const charge = (bytes: number): void => {
    if (bytesPerMs === null) return;
    freeAtMs = Math.max(freeAtMs, nowMs() - BURST_MS) + bytes / bytesPerMs;
  };
  const rank = ({ start: { viewer, filmBytes } }: Waiting): number => {
    const sentBytes = sent.get(viewer ?? "") ?? 0;
    const need = viewer === null ? null : needOf(viewer);
    return rankOf(need, { sentBytes, filmBytes }, nowMs());
  };
  const next = (): Waiting | null => {
    let best: Waiting | null = null;
    // A set keeps the order of asking, so its first has waited longest.
    if (++turns % TURNS_PER_PATIENT === 0) return first(waiting);
    let bestRank = Infinity;
    for (const one of waiting) {
      const itsRank = rank(one);
      if (itsRank >= bestRank) continue;
      best = one;
      bestRank = itsRank;
    }
    return best;
  };
  const grant = (one: Waiting): void => {
    waiting.delete(one);
    const bytes = Math.min(one.bytesMax, pieceBytes(bytesPerMs));
    const { viewer } = one.start;
    const sentBytes = (sent.get(viewer ?? "") ?? 0) + bytes;
    keepNewest(sent, viewer ?? "", sentBytes, NEEDS_MAX);
    charge(bytes);
    one.grant(bytes);
  };
  const serve = (): void => {
    cancelTimer?.();
    cancelTimer = null;
    while (waiting.size > 0) {
      const dueMs = bytesPerMs === null ? 0 : freeAtMs - nowMs();
      if (dueMs > 0) {
        cancelTimer = timers.after(Math.ceil(dueMs), serve);
        return;
      }
      const one = next();
      if (one === null) return;
      grant(one);
    }
  };
  return {
    lane(start) {
      let mine: Waiting | null = null;
      let isClosed = false;
      return {
        take(bytesMax) {
          if (isClosed) return 0;
          if (bytesPerMs === null) return bytesMax;
          return new Promise((resolve) => {
            mine = {
              start,
              bytesMax,
              sinceMs: nowMs(),
              grant: (bytes) => {
                mine = null;
                resolve(bytes);
              },
            };
            waiting.add(mine);
            // After all who ask at this moment have asked.
            if (cancelTimer === null) cancelTimer = timers.after(0, serve);
          });
        },
        close() {
          isClosed = true;
          if (mine === null) return;
          waiting.delete(mine);
          mine.grant(0);
        },
      };
    },
    heard(viewer, need) {
      keepNewest(needs, viewer, need, NEEDS_MAX);
      keepNewest(sent, viewer, 0, NEEDS_MAX);
    },
    said: charge,
    setLine(lineBps) {
      bytesPerMs = lineBps === null ? null : lineBps * LINE_SHARE / 1000;
      serve();
    },
    needOf,
  };
}

function pieceBytes(bytesPerMs: number | null): number {
  if (bytesPerMs === null) return Infinity;
  const bytes = Math.floor(bytesPerMs * PIECE_MS);
  return Math.min(PIECE_BYTES, Math.max(PIECE_BYTES_MIN, bytes));
}

function first<T>(things: Iterable<T>): T | null {
  for (const thing of things) return thing;
  return null;
}
