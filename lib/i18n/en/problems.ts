import type { Dictionary } from "../dictionary.ts";

/** In English; see `zh/problems.ts`. */
export const problems: Dictionary["problems"] = {
  "not-found": "This film cannot be found",
  refused: "The film's site does not let this page play it, or it has gone",
  codec:
    "This browser cannot decode the film; turned into H.264 + AAC it plays:",
  network: "The film's server cannot be reached",
  "mixed-content":
    "This page is on https, where browsers do not play films from http",
  unknown: "The film cannot be played",
  codecFix:
    "ffmpeg -i in.mkv -c:v libx264 -c:a aac -movflags +faststart out.mp4",
  retry: "Try again",
};
