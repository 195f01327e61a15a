import {
  NAME_GRAPHEMES_MAX,
  ROOM_GRAPHEMES_MAX,
  UNITS_PER_GRAPHEME_MAX,
} from "./limits.ts";

// Control, format and other invisible characters, among them bidirectional overrides, would let
// one viewer's name rewrite the line of another or look like it. What joins and varies emoji and
// ideographs stays: U+200D, U+FE00-FE0F, U+E0100-E01EF.
const HIDDEN =
  /(?![\u200d\ufe00-\ufe0f\u{e0100}-\u{e01ef}])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{DI}]/gu;
const HIDDEN_BUT_LINES =
  /(?![\n\u200d\ufe00-\ufe0f\u{e0100}-\u{e01ef}])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{DI}]/gu;
/** Something that leaves ink: no space, no mark without a letter, no braille blank. */
const VISIBLE = /[^\p{DI}\p{M}\p{Z}\p{Cc}\p{Cf}\p{Cs}\u2800\ufffd]/u;

/** Nothing to clean: the most frequent of lines, and each report of each second has one. */
const PLAIN = /^[!-~]+(?: [!-~]+)*$/;

/** How many characters a person sees in a text. */
export function countGraphemes(text: string): number {
  let count = 0;
  for (const _ of SEGMENTER.segment(text)) count++;
  return count;
}

/**
 * A viewer's name as it may be shown: NFC, no hidden or control characters, white space folded,
 * cut to {@linkcode NAME_GRAPHEMES_MAX} graphemes.
 *
 * @returns the name, or null where nothing visible is left
 */
export function cleanName(raw: string): string | null {
  return cleanLine(raw, NAME_GRAPHEMES_MAX);
}

/** A room's name by the rules of {@linkcode cleanName}, cut to {@linkcode ROOM_GRAPHEMES_MAX}. */
export function cleanRoom(raw: string): string | null {
  return cleanLine(raw, ROOM_GRAPHEMES_MAX);
}

/** A title as it may be shown, such as a file's name: one line without hidden characters. */
export function cleanTitle(raw: string, unitsMax: number): string {
  return oneLine(raw.slice(0, unitsMax)).slice(0, unitsMax).toWellFormed();
}

/**
 * A message's text without hidden characters; line breaks stay, at most three in a row.
 *
 * @returns the text, empty where nothing visible is left
 */
export function cleanMessage(raw: string): string {
  const clean = raw.toWellFormed().normalize("NFC").replaceAll("\r\n", "\n")
    .replaceAll("\r", "\n").replace(HIDDEN_BUT_LINES, "")
    .replace(/\n{4,}/g, "\n\n\n").trim();
  return VISIBLE.test(clean) ? clean : "";
}

function cleanLine(raw: string, graphemesMax: number): string | null {
  // Segmenting costs time by the length, and a stranger chooses the length.
  const unitsMax = graphemesMax * UNITS_PER_GRAPHEME_MAX;
  // NFC may double the length of what is made to: bound it again.
  const clean = oneLine(raw.slice(0, unitsMax)).slice(0, unitsMax);
  let cut = "";
  let count = 0;
  for (const { segment } of SEGMENTER.segment(clean.toWellFormed())) {
    if (++count > graphemesMax) break;
    cut += segment;
  }
  // A joiner at either end joins nothing and would make a second name of the same look.
  cut = cut.replace(/^[\s\u200d]+|[\s\u200d]+$/gu, "");
  return VISIBLE.test(cut) ? cut : null;
}

function oneLine(raw: string): string {
  if (PLAIN.test(raw)) return raw;
  return raw.toWellFormed().normalize("NFC").replace(/\s+/gu, " ")
    .replace(HIDDEN, "").replace(/ {2,}/g, " ").trim();
}

const SEGMENTER = new Intl.Segmenter(undefined, { granularity: "grapheme" });
