import type { Dictionary } from "../dictionary.ts";

/** In English; see `zh/touch.ts`. */
export const touch: Dictionary["touch"] = {
  seconds: "{n} s",
  ahead: "Ahead {n} s",
  back: "Back {n} s",
  to: "To {at}",
  volume: "Volume {n} %",
  play: "Play",
  pause: "Pause",
};
