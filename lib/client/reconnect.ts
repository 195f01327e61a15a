import { clamp } from "@/lib/base/mod.ts";
import { CLOSE, RETRY_LONGEST_MS } from "@/lib/protocol/mod.ts";
import type { LinkState } from "./session.ts";

/** First wait before another try, in ms. */
const FIRST_MS = 250;
/**
 * Longest wait in the first minutes of a break, in ms: so late at the most is somebody whose line
 * is back, while the others see them missing.
 */
const SOON_MS = 500;
/** How long a break is met with quick tries, in ms: a router takes two or three minutes to start. */
const SOON_FOR_MS = 5 * 60_000;
/**
 * What each viewer of a large room adds to the longest wait, in ms: a server that comes back is met
 * by at most 1,400 tries a second of one room.
 */
const PER_VIEWER_MS = 1;
/** How seldom it is tried where the system says that there is no network, in ms: it may be wrong. */
const OFFLINE_MS = 5000;
/** How long a socket may take to open where nothing is known of the line, in ms. */
const OPENS_WITHIN_MS = 8000;

/** How a break stands. */
export interface Break {
  /** Tries that failed in a row. */
  readonly tries: number;
  /** Since when there is no link, in ms. */
  readonly awayMs: number;
  /** Viewers of the room, who try as well. */
  readonly viewers: number;
  /** The code with which the last link closed. */
  readonly code: number;
  /** Whether the system says that there is no network. */
  readonly isOffline: boolean;
}

/**
 * How long to wait before the next try: doubled each time up to a limit, which is low while the
 * break is fresh, and spread by up to half, so that a server that comes back is not met by all its
 * viewers at once.
 *
 * @param unit a number in 0 <= x < 1
 */
export function retryDelayMs(
  { tries, awayMs, viewers, code, isOffline }: Break,
  unit: number,
): number {
  if (isOffline) return OFFLINE_MS;
  const isTurnedAway = code === CLOSE.tooFast;
  const longestMs = awayMs < SOON_FOR_MS && !isTurnedAway
    ? clamp(viewers * PER_VIEWER_MS, SOON_MS, RETRY_LONGEST_MS)
    : RETRY_LONGEST_MS;
  const doublings = Math.min(isTurnedAway ? tries + 4 : tries, 10);
  const delayMs = Math.min(longestMs, FIRST_MS * 2 ** doublings);
  return delayMs * (0.5 + unit / 2);
}

/**
 * How long a socket may take to open before another is tried, in ms. A packet that was lost while
 * the line was away is sent again only seconds later; a new socket does not wait for that.
 *
 * @param roundTripMs as it was before the break; null where it is not known
 */
export function openWithinMs(
  { awayMs, roundTripMs }: {
    readonly awayMs: number;
    readonly roundTripMs: number | null;
  },
): number {
  if (roundTripMs === null || awayMs >= SOON_FOR_MS) return OPENS_WITHIN_MS;
  // TCP, TLS and the upgrade take four round trips; twice that, and a busy server's seconds.
  return clamp(3000 + 8 * roundTripMs, 3000, OPENS_WITHIN_MS);
}

/** Why a link that closed with this code is not to be tried again by itself; null where it is. */
export function finalReason(code: number): LinkState["final"] {
  switch (code) {
    case CLOSE.abuse:
      return "abuse";
    case CLOSE.full:
      return "full";
    case CLOSE.password:
      return "password";
    case CLOSE.kicked:
      return "kicked";
    case CLOSE.banned:
      return "banned";
    case CLOSE.replaced:
      return "replaced";
    case CLOSE.version:
      return "version";
    default:
      return null;
  }
}
