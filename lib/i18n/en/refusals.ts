import type { Dictionary } from "../dictionary.ts";

/** In English; see `zh/refusals.ts`. */
export const refusals: Dictionary["refusals"] = {
  "bad-frame": "Not sent: page and server disagree, please reload",
  "bad-field": "Not sent: something is outside what is allowed",
  "unknown-type": "Not sent: the server does not know this, please reload",
  "too-large": "Not sent: too long",
  "too-fast": "Too fast; try again in a second",
  stale: "That came too late to count; the room has moved on",
  "no-hello": "Not in the room yet; try again in a moment",
  version: "The server was updated; please reload",
  full: "The room is full",
  "no-such-viewer": "They are no longer here",
  "not-possible": "That is not possible now",
  forbidden: "The room's owner allows that to others only",
  password: "This room asks for a password",
  "wrong-password": "That is not the password",
  "too-many-tries": "Too many wrong passwords; wait a while",
  banned: "The room's owner does not let you in",
  offline:
    "The connection is lost and this did not arrive; try again once it is back",
  unanswered: "The server did not answer; try again",
};
