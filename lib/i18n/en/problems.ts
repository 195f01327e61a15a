import type { Dictionary } from "../dictionary.ts";

/** In English; see `zh/problems.ts`. */
export const problems: Dictionary["problems"] = {
  "not-found": "This film cannot be found",
  refused: "The film's site does not let this page play it, or it has gone",
  codec: "This browser cannot decode the film",
  mend: "Turned into H.264 + AAC by this command, it plays:",
  broken: "This browser cannot play the file",
  network: "The film's server cannot be reached",
  "mixed-content":
    "This page is on https, where browsers do not play films from http",
  codecNamed: "This browser cannot decode the film: {codec}",
  segment: "A piece of the film cannot be fetched",
  "live-ended": "The live stream is over",
  protected: "The film is locked, and there is no key to it here",
  "no-engine": "This browser cannot play this kind of stream",
  unknown: "The film cannot be played",
  empty: "The file is empty",
  truncated: "The file is incomplete: its end is missing",
  "unknown-container": "This is no known kind of film, or it is damaged",
  "no-tracks": "It holds neither picture nor sound",
  unreadable: "The film's index cannot be read; it may be damaged",
  dark:
    "This browser cannot decode the film's picture and plays the sound alone. The film's facts hold a command that mends it",
  silent:
    "This browser cannot decode the film's sound. The film's facts hold a command that mends it",
  retry: "Try again",
};
