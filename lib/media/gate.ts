/**
 * Lets few answers begin at a time. The first megabyte of an answer goes into
 * the kernel's buffers as fast as it is read; when two hundred begin at once
 * each would hold its own buffers meanwhile, and one after the other they use
 * the same ones.
 *
 * @module
 */
import type { Timers } from "./timers.ts";

/** Lets in. */
export interface Gate {
  /**
   * Asks to begin.
   *
   * @returns at once where there is room, else a promise that settles within a moment
   */
  enter(pass: Pass): void | Promise<void>;
  /** Makes room, or gives up one's turn; of use once, harmless after. */
  leave(pass: Pass): void;
}

/** Names one that asks, by being another than all others. */
export type Pass = symbol;

/** Answers that begin at a time: a megabyte of buffers, and a cold disk is asked for several. */
const INSIDE_MAX = 4;
/** How long one may take for the only one of its place, in ms: by then its socket is full. */
const INSIDE_MS = 20;

/** Makes a gate that is open. */
export function createGate(
  { nowMs, timers }: { readonly nowMs: () => number; readonly timers: Timers },
): Gate {
  /** Since when each is inside; a map keeps the order, so the first came first. */
  const inside = new Map<Pass, number>();
  const waiting = new Map<Pass, () => void>();
  let cancelTimer: (() => void) | null = null;

  const admit = (): void => {
    cancelTimer?.();
    cancelTimer = null;
    for (const [pass, sinceMs] of inside) {
      if (nowMs() - sinceMs < INSIDE_MS) break;
      inside.delete(pass);
    }
    for (const [pass, open] of waiting) {
      if (inside.size >= INSIDE_MAX) break;
      waiting.delete(pass);
      inside.set(pass, nowMs());
      open();
    }
    if (waiting.size > 0) cancelTimer = timers.after(INSIDE_MS, admit);
  };
  return {
    enter(pass) {
      if (waiting.size === 0 && inside.size < INSIDE_MAX) {
        inside.set(pass, nowMs());
        return;
      }
      const turn = new Promise<void>((open) => waiting.set(pass, open));
      if (cancelTimer === null) admit();
      return turn;
    },
    leave(pass) {
      const open = waiting.get(pass);
      waiting.delete(pass);
      open?.();
      if (inside.delete(pass) && waiting.size > 0) admit();
    },
  };
}
