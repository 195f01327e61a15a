import { clamp } from "@/lib/base/mod.ts";
import type { SessionPorts } from "./ports.ts";

/** Shortest time between two seeks that are sent, in ms: a held key repeats 30 times a second. */
export const SEEK_APART_MS = 150;
/** Steps within this time of the last seek start from where it led, in ms. */
const AIM_HOLDS_MS = 1000;

/** Jumps of one viewer, thinned: the first goes at once, and the last one always goes. */
export interface Seeker {
  /** Jumps to a position, at most to an end of the film. */
  to(positionS: number): void;
  /**
   * Jumps by a step. Quick steps add up, though the player has not yet arrived where the first one
   * leads.
   */
  by(deltaS: number): void;
  /** Something else moved the film: the next step starts from where it is. */
  forget(): void;
}

/** A seeker that sends at most one jump per {@linkcode SEEK_APART_MS}. */
export function createSeeker(parts: {
  readonly after: SessionPorts["after"];
  /** Local monotonic ms. */
  readonly nowMs: () => number;
  readonly positionS: () => number;
  readonly endS: () => number;
  readonly seek: (positionS: number) => void;
}): Seeker {
  let aim: { readonly positionS: number; readonly atMs: number } | null = null;
  let sentMs = -Infinity;
  let cancel: (() => void) | null = null;

  const send = (): void => {
    cancel = null;
    if (aim === null) return;
    sentMs = parts.nowMs();
    parts.seek(aim.positionS);
  };
  const to = (positionS: number): void => {
    const nowMs = parts.nowMs();
    aim = { positionS: clamp(positionS, 0, parts.endS()), atMs: nowMs };
    if (cancel !== null) return;
    const waitMs = sentMs + SEEK_APART_MS - nowMs;
    if (waitMs <= 0) send();
    else cancel = parts.after(waitMs, send);
  };
  return {
    to,
    by: (deltaS) => {
      const isAiming = aim !== null && parts.nowMs() - aim.atMs < AIM_HOLDS_MS;
      to(
        (isAiming && aim !== null ? aim.positionS : parts.positionS()) + deltaS,
      );
    },
    forget: () => {
      aim = null;
      cancel?.();
      cancel = null;
    },
  };
}
