import type { HistoryLine } from "@/lib/protocol/mod.ts";

/** Which lines of the history are shown, in the order of the choice. */
export const HISTORY_FILTERS = [
  "all",
  "talk", // all that viewers said
  "danmaku",
  "notice",
  "presence", // who came and went
  "playback", // what was done to the film
  "room", // all else that the room tells
] as const;

/** One of {@linkcode HISTORY_FILTERS}. */
export type HistoryFilter = (typeof HISTORY_FILTERS)[number];

/** So many joins and leaves in a row are told as one; fewer are read as easily as a line about them. */
export const BURST_FROM = 8;

/** Whether a line tells that somebody came or went by themselves. */
export function isComingOrGoing({ what }: Pick<HistoryLine, "what">): boolean {
  return what === "join" || what === "leave";
}
