import { EVENT_COLUMNS } from "./ass.ts";
import { type AssLine, readAssLines, splitColumns } from "./ass_lines.ts";
import {
  type Bounds,
  cleanName,
  cleanNumber,
  cleanShape,
  cleanTags,
} from "./ass_tags.ts";
import { CUE_UNITS_MAX, CUES_MAX, withoutHidden } from "./cue.ts";
import { readTimestamp } from "./timestamp.ts";

/** Lines drawn with their styles at one instant at most; songs with effects have up to a hundred. */
export const STYLED_LINES_MAX = 200;
/** Pieces of text and shapes at one instant at most; the renderer makes up to 25 nodes of each. */
export const STYLED_PIECES_MAX = 400;
/** Movements at one instant at most. */
export const STYLED_MOVES_MAX = 2000;
/**
 * Pieces, and movements, in a whole file at most: the renderer reads all of it before it draws, and
 * of ten million, which 4 MB hold, it would think for eight seconds.
 */
export const STYLED_ALL_MAX = 100_000;
/** Styles of a file that are read. */
const STYLES_MAX = 200;
/** Layers: the renderer keeps a table for each. */
const LAYER = { low: 0, high: 255, otherwise: 0, decimals: 0 };
/** Longest line that is read, in UTF-16 units: signs are drawn with a few thousand. */
const LINE_UNITS_MAX = 32_768;
/** Bounds of the resolution that a file is made for, in px. */
const SIZE = { low: 64, high: 16_384, otherwise: 0, decimals: 0 };

/** The columns of a style, as the renderer takes them, and the bounds of those that are numbers. */
const STYLE_COLUMNS = [
  "name",
  "fontname",
  "fontsize",
  "primarycolour",
  "secondarycolour",
  "outlinecolour",
  "backcolour",
  "bold",
  "italic",
  "underline",
  "strikeout",
  "scalex",
  "scaley",
  "spacing",
  "angle",
  "borderstyle",
  "outline",
  "shadow",
  "alignment",
  "marginl",
  "marginr",
  "marginv",
  "encoding",
] as const;
type StyleColumn = typeof STYLE_COLUMNS[number];
const STYLE_NUMBERS: Partial<Record<StyleColumn, Bounds>> = {
  fontsize: { low: 1, high: 2000, otherwise: 20 },
  scalex: { low: 1, high: 5000, otherwise: 100 },
  scaley: { low: 1, high: 5000, otherwise: 100 },
  spacing: { low: -500, high: 500, otherwise: 0 },
  angle: { low: -3600, high: 3600, otherwise: 0 },
  borderstyle: { low: 1, high: 4, otherwise: 1, decimals: 0 },
  outline: { low: 0, high: 100, otherwise: 2 },
  shadow: { low: 0, high: 500, otherwise: 2 },
  alignment: { low: 1, high: 9, otherwise: 2, decimals: 0 },
};
const MARGIN = { low: 0, high: 10_000, otherwise: 0 };
const OTHER = { low: -1000, high: 1000, otherwise: 0 };

/** A line that is said, ready to be written. */
interface Said {
  readonly startS: number;
  readonly endS: number;
  /** What stands before and after its text. */
  readonly head: string;
  readonly text: string;
  readonly pieces: number;
  readonly moves: number;
}

/**
 * A SubStation Alpha file as it may reach its renderer, which trusts what it is given: it puts names
 * of fonts into CSS, and hangs or stops where numbers are large, times run backwards, or thousands
 * of lines are shown at once. Written anew from what is known, within bounds; other things are left
 * out. Comments and fonts in the file are left out too.
 *
 * @param raw as it was read from the file
 */
export function tameAss(raw: string): string {
  const info: string[] = [];
  const styles = new Map<string, string>();
  const said: Said[] = [];
  /** Pieces and movements that were read: of a file that has far too many, the rest is not. */
  let read = 0;
  const isStyle = (name: string) => styles.has(name);
  const text = withoutHidden(raw.replace(/\r\n?/g, "\n"));
  for (const line of readAssLines(text)) {
    if (line.section === "info") info.push(...tameInfo(line));
    else if (line.section === "styles") {
      if (line.key !== "style" || styles.size >= STYLES_MAX) continue;
      const field = splitColumns(line, STYLE_COLUMNS);
      const name = styleName(field("name"));
      if (name !== "") styles.set(name, tameStyle(name, field));
    } else if (line.key === "dialogue" && said.length < CUES_MAX) {
      if (read > 4 * STYLED_ALL_MAX) break;
      const one = tameDialogue(line, isStyle);
      if (one === null) continue;
      said.push(one);
      read += one.pieces + one.moves;
    }
  }
  return [
    "[Script Info]",
    ...info,
    "[V4+ Styles]",
    `Format: ${STYLE_COLUMNS.join()}`,
    ...styles.values(),
    "[Events]",
    `Format: ${EVENT_COLUMNS.join()}`,
    ...thin(said).map(({ head, text }) => `Dialogue: ${head},${text}`),
  ].join("\n");
}

function tameInfo({ key, value }: AssLine): readonly string[] {
  const text = value.trim();
  switch (key) {
    case "playresx":
      return sizeAs("PlayResX", text);
    case "playresy":
      return sizeAs("PlayResY", text);
    case "layoutresx":
      return sizeAs("LayoutResX", text);
    case "layoutresy":
      return sizeAs("LayoutResY", text);
    case "wrapstyle":
      return /^[0-3]$/.test(text) ? [`WrapStyle: ${text}`] : [];
    case "scaledborderandshadow":
      return /^yes$/i.test(text) ? ["ScaledBorderAndShadow: yes"] : [];
    default:
      return [];
  }
}

function sizeAs(name: string, text: string): readonly string[] {
  const sizePx = cleanNumber(text, SIZE);
  return sizePx === 0 ? [] : [`${name}: ${sizePx}`];
}

/** The name of a style, as the renderer looks it up: none that every object has. */
function styleName(text: string): string {
  const name = cleanName(text.replace(/^\*+/, ""));
  return name in {} ? "" : name;
}

function tameStyle(name: string, field: (name: string) => string): string {
  const values = STYLE_COLUMNS.map((column) => {
    const text = field(column).trim();
    if (column === "name") return name;
    if (column === "fontname") return cleanName(text);
    if (column.endsWith("colour")) return tameColour(text);
    return cleanNumber(
      text,
      STYLE_NUMBERS[column] ?? (column.startsWith("margin") ? MARGIN : OTHER),
    );
  });
  return `Style: ${values.join()}`;
}

/** A colour of a style as `&HAABBGGRR`; it may also be a decimal number. */
function tameColour(text: string): string {
  const digits = /^&?H?([\da-f]{6,8})&?$/i.exec(text)?.[1];
  const value = digits !== undefined && /[^\d]/.test(text)
    ? parseInt(digits, 16)
    : cleanNumber(text, { low: -(2 ** 31), high: 2 ** 32 - 1, otherwise: 0 });
  return `&H${(value >>> 0).toString(16).padStart(8, "0")}`;
}

function tameDialogue(
  line: AssLine,
  isStyle: (name: string) => boolean,
): Said | null {
  const field = splitColumns(line, EVENT_COLUMNS);
  const startS = readTimestamp(field("start"));
  const endS = readTimestamp(field("end"));
  if (!(endS > startS)) return null;
  const style = styleName(field("style"));
  const effect = field("effect").trim();
  const head = [
    cleanNumber(field("layer"), LAYER),
    `0:0:${startS}`,
    `0:0:${endS}`,
    isStyle(style) ? style : "Default",
    "",
    ...(["marginl", "marginr", "marginv"] as const).map((name) =>
      cleanNumber(field(name), MARGIN)
    ),
    /^(?:banner|scroll (?:up|down))(?:;\d{1,5}){1,4}$/i.test(effect)
      ? effect
      : "",
  ].join();
  const full = { startS, endS, head, ...tameText(field("text"), isStyle) };
  const isTooMuch = full.pieces > STYLED_PIECES_MAX ||
    full.moves > STYLED_MOVES_MAX;
  return isTooMuch || full.pieces === 0 ? null : full;
}

function tameText(
  marked: string,
  isStyle: (name: string) => boolean,
): Pick<Said, "text" | "pieces" | "moves"> {
  const parts: string[] = [];
  let leftUnits = CUE_UNITS_MAX;
  let pieces = 0;
  let moves = 0;
  let movesHere = 0;
  // What follows an opening without an end is no block, and the renderer looks for one for long.
  const [before = "", ...rest] = marked.slice(0, LINE_UNITS_MAX).split("{");
  const pairs = rest.map((part): readonly [string, string] => {
    const end = part.indexOf("}");
    return end < 0 ? ["", part] : [part.slice(0, end), part.slice(end + 1)];
  });
  for (const [block, text] of [["", before] as const, ...pairs]) {
    const tags = cleanTags(block, isStyle);
    if (tags.length > 0) {
      parts.push(`{${tags.map((tag) => `\\${tag}`).join("")}}`);
    }
    if (tags.some((tag) => /^r/.test(tag))) movesHere = 0;
    // A piece moves as those before it do.
    movesHere += tags.filter((tag) => tag.startsWith("t(")).length;
    const isShape = /^p[1-9]/.test(
      tags.findLast((tag) => /^p\d/.test(tag)) ?? "",
    );
    const shown = isShape
      ? cleanShape(text)
      : text.replaceAll("}", "").slice(0, leftUnits);
    if (!isShape) leftUnits -= shown.length;
    if (shown === "") continue;
    parts.push(shown);
    const rows = shown.split(/\\[Nn]/).length;
    pieces += rows;
    moves += rows * movesHere;
  }
  return { text: parts.join(""), pieces, moves };
}

/** As many as may be shown at once, and in all, in the order in which they begin. */
function thin(said: readonly Said[]): readonly Said[] {
  let shown: readonly Said[] = [];
  const all = { pieces: 0, moves: 0 };
  return said.toSorted((a, b) => a.startS - b.startS).filter((one) => {
    shown = shown.filter(({ endS }) => endS > one.startS);
    const sum = (of: "pieces" | "moves") =>
      shown.reduce((all, other) => all + other[of], one[of]);
    const mayShow = shown.length < STYLED_LINES_MAX &&
      sum("pieces") <= STYLED_PIECES_MAX && sum("moves") <= STYLED_MOVES_MAX &&
      all.pieces + one.pieces <= STYLED_ALL_MAX &&
      all.moves + one.moves <= STYLED_ALL_MAX;
    if (!mayShow) return false;
    shown = [...shown, one];
    all.pieces += one.pieces;
    all.moves += one.moves;
    return true;
  });
}
