import type { Dictionary } from "../dictionary.ts";

/** In English; see `zh/connection.ts`. */
export const connection: Dictionary["connection"] = {
  open: "Connected",
  connecting: "Connecting…",
  lost: "Connection lost",
  offline: "No network",
  retryIn: "next try in {seconds} s",
  retrying: "trying again…",
  roundTrip: "round trip {ms} ms",
  clock: "clock ±{ms} ms",
  clockUnknown: "comparing clocks",
  reload: "Reload the page",
  abuse: "The server closed this page's link after too many bad messages.",
  full:
    "The room is full, or this name or address holds as many links as it may.",
  replaced:
    "You opened the room again elsewhere; this page does not connect any more.",
  password: "This room asks for a password. Reload the page to enter it.",
  kicked: "You were sent out of this room; you may come back in a minute.",
  banned: "The room's owner does not let you in.",
  version: "The server was updated. Reload the page to go on.",
};
