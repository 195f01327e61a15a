import type { Dictionary } from "../dictionary.ts";

/** In English; see `zh/messages.ts`. */
export const messages: Dictionary["messages"] = {
  title: "Messages",
  all: "All",
  talk: "Talk",
  room: "Room",
  filter: "Which messages to show",
  newest: "New messages, go to the newest",
  none: "No messages yet. Say something.",
  noneSuch: "No messages of this sort yet.",
  element: "On the picture",
  danmaku: "Danmaku",
  notice: "Notice",
  system: "Room",
  at: "film at {position}",
};
