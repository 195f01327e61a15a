import {
  NAME_GRAPHEMES_MAX,
  ROOM_GRAPHEMES_MAX,
  UNITS_PER_GRAPHEME_MAX,
} from "./limits.ts";

// Control and format characters, among them bidirectional overrides, would let one viewer's name
// rewrite the line of another; U+200D stays, since it joins emoji.
const HIDDEN = /(?!\u200d)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;
const HIDDEN_BUT_LINES = /(?![\u200d\n])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

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

/** A message's text without hidden characters; line breaks stay, at most three in a row. */
export function cleanMessage(raw: string): string {
  return raw.toWellFormed().normalize("NFC").replaceAll("\r\n", "\n")
    .replaceAll("\r", "\n").replace(HIDDEN_BUT_LINES, "")
    .replace(/\n{4,}/g, "\n\n\n").trim();
}

function cleanLine(raw: string, graphemesMax: number): string | null {
  // Segmenting costs time by the length, and a stranger chooses the length.
  const bounded = raw.slice(0, graphemesMax * UNITS_PER_GRAPHEME_MAX);
  const clean = bounded.toWellFormed().normalize("NFC").replace(/\s+/gu, " ")
    .replace(HIDDEN, "").trim();
  let cut = "";
  let count = 0;
  for (const { segment } of SEGMENTER.segment(clean)) {
    if (++count > graphemesMax) break;
    cut += segment;
  }
  cut = cut.trim();
  return cut === "" || cut === "\ufffd" ? null : cut;
}

const SEGMENTER = new Intl.Segmenter(undefined, { granularity: "grapheme" });
