import type { Dictionary } from "../dictionary.ts";

/** In English; see `zh/hint.ts`. */
export const hint: Dictionary["hint"] = {
  first: "The “All” buttons move everyone; those on the player move only you.",
  mayCover:
    "This browser likes to cover films with a player of its own: when danmaku and buttons are gone, leave its fullscreen, or use Chrome, Edge or Firefox.",
  covered:
    "The browser has just covered the film with a player of its own; danmaku and buttons lie under it. Leave its fullscreen, or use Chrome, Edge or Firefox.",
  understood: "Understood",
};
