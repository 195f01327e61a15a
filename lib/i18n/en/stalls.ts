import type { Dictionary } from "../dictionary.ts";

/** In English; see `zh/stalls.ts`. */
export const stalls: Dictionary["stalls"] = {
  stalls: "Last stalls",
  noStalls: "Nobody has stalled yet.",
  segments: "What the server sent me",
  noSegments:
    "The server has sent me nothing yet. External links and local files do not pass through it.",
  failed: "The transfers could not be read: {reason}",
  loading: "Reading…",
  notLoaded: "This part did not load. Open the panel again to retry.",
  disk: "disk",
  wait: "receiver",
  rest: "other",
  parts: "disk {disk} · receiver {wait} · other {rest}",
  running: "under way",
  aborted: "ended early",
  help:
    "Each bar is one transfer and shows where its time went. “Receiver” is waiting until browser or network took the data.",
  sync: "Sync",
  off: "Off the room",
  pulses: "Small bends",
  seeks: "Jumps",
  start: "to start together",
  land: "to where the room is",
  drift: "too far off to be bent back",
  pause: "to stop at the same picture",
  ago: "{seconds} s ago",
  offset: "Clock offset",
  roundTrip: "Round trip",
  uncertainty: "Uncertainty",
  unknown: "–",
};
