import { CLOSE, RETRY_LONGEST_MS } from "@/lib/protocol/mod.ts";
import type { LinkState } from "./session.ts";

/** First wait before another try, in ms. */
const FIRST_MS = 250;

/**
 * How long to wait before the next try: doubled each time, and spread by up to half, so that a
 * server that comes back is not met by all its viewers at once.
 *
 * @param tries how many have failed in a row
 * @param unit a number in 0 <= x < 1
 */
export function retryDelayMs(tries: number, unit: number): number {
  const delayMs = Math.min(
    RETRY_LONGEST_MS,
    FIRST_MS * 2 ** Math.min(tries, 10),
  );
  return delayMs * (0.5 + unit / 2);
}

/** Why a link that closed with this code is not to be tried again by itself; null where it is. */
export function finalReason(code: number): LinkState["final"] {
  switch (code) {
    case CLOSE.abuse:
      return "abuse";
    case CLOSE.full:
      return "full";
    case CLOSE.replaced:
      return "replaced";
    case CLOSE.version:
      return "version";
    default:
      return null;
  }
}
