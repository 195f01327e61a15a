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
