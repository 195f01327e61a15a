/** Subtitle files: bytes → text → cues → what is shown when. Pure, on both sides. @module */
export {
  type Cue,
  CUE_UNITS_MAX,
  CUES_MAX,
  type Subtitle,
  SUBTITLE_BYTES_MAX,
  type SubtitleFormat,
} from "./cue.ts";
export {
  type Decoded,
  decodeText,
  type Encoding,
  ENCODINGS,
} from "./encoding.ts";
export { parseSubtitle } from "./parse.ts";
export {
  STYLED_ALL_MAX,
  STYLED_LINES_MAX,
  STYLED_MOVES_MAX,
  STYLED_PIECES_MAX,
  tameAss,
} from "./tame_ass.ts";
export { cuesAt, nextChangeS, SHOWN_MAX } from "./showing.ts";
export {
  isSubtitleName,
  SIDE_CARS_MAX,
  sideCarsOf,
  SUBTITLE_ENDINGS,
} from "./side_car.ts";
