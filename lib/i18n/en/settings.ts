import type { Dictionary } from "../dictionary.ts";

/** In English; see `zh/settings.ts`. */
export const settings: Dictionary["settings"] = {
  speed: "Speed",
  normal: "Normal",
  loop: "Loop (for everyone)",
  quality: "Quality (for me)",
  byLine: "Automatic",
  sound: "Sound track (for me)",
  streamSubtitle: "The film's subtitles (for me)",
  noSubtitle: "None",
  guardBand: "Guard: may be behind by (s, for everyone)",
  guardBound: "Guard: waits at most (s, for everyone)",
  danmaku: "Show danmaku",
  unlimited: "Unlimited danmaku",
  opacity: "Danmaku opacity",
  net: "Show download and buffer",
  clips: "Fetch the server's MP4 films in short clips",
  language: "Language",
  screenshot: "Screenshot",
  pip: "Picture in picture",
  fill: "Fill the page",
  shotFailed: "No screenshot: {reason}",
  shotEmpty: "there is no picture yet",
  shotTainted: "the film's site does not allow its picture to be read",
  pipFailed: "The browser did not allow picture in picture",
  code: "Source code (AGPL-3.0)",
};
