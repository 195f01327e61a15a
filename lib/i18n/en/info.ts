import type { Dictionary } from "../dictionary.ts";

/** In English; see `zh/info.ts`. */
export const info: Dictionary["info"] = {
  duration: "Duration",
  size: "Size",
  average: "Average",
  resolution: "Resolution",
  codecs: "Codecs",
  buffered: "Buffered ahead",
  lastSpeed: "Last download",
  seconds: "{seconds} s",
  noVideo: "no picture",
  noAudio: "no sound",
  unsupported: "{codec} (this browser cannot play it)",
  sounds: "Sound tracks",
  channels: "{channels} ch",
  soundDefault: "default",
  mend: "This command turns it into a file that plays:",
  unreachable:
    "Size and codecs of this link cannot be read: it is out of reach, or does not let other pages read it.",
  "not-found": "The link's server has no such file.",
  refused: "The link's server refuses access.",
  failed: "The link's server failed, so size and codecs cannot be read.",
  "no-ranges":
    "The link's server gives no parts of a film, so its codecs cannot be read.",
  "no-size": "The link's server does not tell the size.",
};
