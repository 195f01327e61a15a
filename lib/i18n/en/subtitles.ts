import type { Dictionary } from "../dictionary.ts";

/** In English; see `zh/subtitles.ts`. */
export const subtitles: Dictionary["subtitles"] = {
  title: "Subtitles and pinned line",
  show: "Show subtitles",
  which: "Subtitles",
  roomNone: "The room's (none yet)",
  room: "The room's: {name}",
  off: "None",
  file: "Subtitle file",
  pick: "Choose a file",
  link: "Subtitle link (srt, vtt, ass)",
  load: "Load",
  noAddress: "This is no full address. It begins with http:// or https://.",
  loading: "Reading the subtitles…",
  unreachable:
    "The subtitles cannot be fetched: no answer, or their site lets no other page read them.",
  missing: "There is no such subtitle file.",
  tooLarge: "The subtitle file is too large: at most 4 MB.",
  unreadable:
    "The file holds no line with times. If it reads as nonsense, choose another encoding.",
  mixed: "This page is on https, where browsers read no subtitles from http.",
  forAll: "Set for everyone",
  noneForAll: "None for everyone",
  encoding: "Encoding",
  found: "Automatic ({encoding})",
  styles: "Draw with the file's own styles",
  offset: "Show later by",
  seconds: "{s} s",
  size: "Size",
  lift: "Higher",
  pin: "Pin a line for everyone",
  pinSet: "Pin",
  pinOff: "Take away",
};
