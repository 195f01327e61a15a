import type { Row } from "@/lib/protocol/mod.ts";

/** What a viewer's row says they do; each has a word and a mark of its own. */
export type ViewerState =
  | "away" // the link is gone and may come back
  | "stalled"
  | Row["state"];

/**
 * What a row says in one word: the gravest of what is true, since a viewer who is reconnecting
 * does not play, whatever their last report said.
 */
export function viewerState(row: Row): ViewerState {
  if (!row.online) return "away";
  if (row.stalled) return "stalled";
  return row.state;
}

/** From how old a report on nobody can say where its viewer is now, in ms: three are missing. */
export const OLD_FROM_MS = 3000;

/**
 * Whether a row only tells of the past: its viewer's link is gone, or mine.
 *
 * @param nowMs the server's time in ms
 * @returns false before the first report and while the server's time is unknown
 */
export function isOld(row: Row, nowMs: number | null): boolean {
  if (!row.online) return true;
  return row.atMs !== null && nowMs !== null && nowMs - row.atMs > OLD_FROM_MS;
}

/** Whether a state asks for attention: somebody does not see the film who might. */
export function isTroubled(state: ViewerState): boolean {
  return state === "stalled" || state === "failed" || state === "blocked" ||
    state === "away";
}
