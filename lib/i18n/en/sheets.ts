import type { Dictionary } from "../dictionary.ts";

/** In English; see `zh/sheets.ts`. */
export const sheets: Dictionary["sheets"] = {
  close: "Close",
  keys: "Keys and gestures",
  keyToggle: "Play / pause",
  keyArrows: "Back / ahead 5 s",
  keyVolume: "Louder / quieter",
  keyMute: "Mute",
  keyFull: "Fullscreen",
  keySubtitles: "Subtitles on or off",
  keySubtitlesBy: "Subtitles 0.1 s earlier / later",
  keyDigits: "To 0% … 90%",
  keySpeed: "Slower / faster",
  keyMenu: "Menu of the picture",
  keyHelp: "This table",
  keyLeave: "Close, leave fullscreen",
  keyNote: "While you type, keys only type.",
  space: "Space",
  touch: "By finger",
  touchTap: "Tap: show or hide the controls",
  touchDouble:
    "Double tap left / right: back / ahead 10 s; in the middle: play or pause",
  touchDrag: "Drag sideways: find a place",
  touchVolume: "In fullscreen, drag up or down on the right half: volume",
  touchHold: "Hold: menu of the picture",
};
