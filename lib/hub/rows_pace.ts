import { clamp } from "@/lib/base/mod.ts";
import { ROWS_BROADCAST_MS } from "@/lib/protocol/mod.ts";

/** Viewers of a process up to which rows go out as often as there are ticks. */
const OFTEN_MAX = 2000;
/** How seldom rows go out at most, in ms: each page reports as often. */
const SELDOM_MS = 1000;

/**
 * How often changed rows go out, in ms: each goes to everyone, and is most of what a process of many
 * rooms does. With many viewers they are more seldom, so that commands are not late.
 *
 * @param viewers of all rooms of the process
 */
export function rowsEveryMs(viewers: number): number {
  return clamp(
    ROWS_BROADCAST_MS * viewers / OFTEN_MAX,
    ROWS_BROADCAST_MS,
    SELDOM_MS,
  );
}
