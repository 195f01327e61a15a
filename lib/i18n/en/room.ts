import type { Dictionary } from "../dictionary.ts";

/** In English; see `zh/room.ts`. */
export const room: Dictionary["room"] = {
  titleOf: "17kan【{name}】",
  missing: "A part of the page did not load; trying again",
  partLoading: "Loading…",
  partMissing: "That did not load; trying again",
  reload: "Reload the page",
  skip: "Skip to the message box",
  roomOf: "Room {room}",
  people: "People",
  talk: "Talk",
  source: "Source",
  facts: "Facts",
  stalls: "Stalls and network",
  sync: "Sync",
  side: "Side column",
  invite: "Invite",
  sections: "Sections",
  code: "Source code (AGPL-3.0)",
};
