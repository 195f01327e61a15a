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
  // A film that cannot be played stands too, and that says more.
  if (row.stalled && row.state !== "failed") return "stalled";
  return row.state;
}

/** From how old a report on nobody can say where its viewer is now, in ms: three are missing. */
export const OLD_FROM_MS = 3000;
/**
 * The same in a large room, in ms: there the server leaves out for 5 s what can be reckoned. It
 * counts viewers who are not listed too, so the border lies well below its 16.
 */
const CROWD_OLD_FROM_MS = 8000;
const CROWD_FROM = 9;

/**
 * Whether a row only tells of the past: its viewer's link is gone, or mine.
 *
 * @param now the server's time in ms, and how many rows there are
 * @returns false before the first report and while the server's time is unknown
 */
export function isOld(
  row: Row,
  { nowMs, count }: { readonly nowMs: number | null; readonly count: number },
): boolean {
  if (!row.online) return true;
  if (row.atMs === null || nowMs === null) return false;
  return nowMs - row.atMs >
    (count < CROWD_FROM ? OLD_FROM_MS : CROWD_OLD_FROM_MS);
}

/**
 * How sure a figure of how far somebody is off can be: they stand though they should move, or see
 * nothing of the film at all.
 */
export function standingOf(state: ViewerState): "" | "stands" | "unable" {
  switch (state) {
    case "stalled":
    case "waiting":
    case "loading":
      return "stands";
    case "blocked":
    case "failed":
    case "empty":
      return "unable";
    default:
      return "";
  }
}

/** Whether a state asks for attention: somebody does not see the film who might. */
export function isTroubled(state: ViewerState): boolean {
  return state === "stalled" || state === "failed" || state === "blocked" ||
    state === "away";
}
