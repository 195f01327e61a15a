/** How a film of the server comes: as one file, or as clips that are cut from it on the way. */
export type FilmRoad = "file" | "clips";

/** What decides it. */
export interface RoadFacts {
  /** The film's name inside the folder. */
  readonly path: string;
  /** Whether the viewer asked for clips. */
  readonly prefersClips: boolean;
  /** Whether the browser knows its line to be short. */
  readonly isShortLine: boolean;
  /** Whether the film itself is better fetched so; see {@linkcode isBetterCut}. */
  readonly isBetterCut: boolean;
  /** Whether clips of this film were refused before. */
  readonly isRefused: boolean;
}

/** What the Network Information API says, where a browser has it. */
export interface KnownLine {
  /** As which mobile network the line behaves: `slow-2g`, `2g`, `3g` or `4g`. */
  readonly effectiveType?: string;
  /** The viewer asked the browser to spare data. */
  readonly saveData?: boolean;
}

/** Lines below 700 kbit/s, by the API's own table; its `downlink` is a guess until much was loaded. */
export const SHORT_LINES: ReadonlySet<string> = new Set([
  "slow-2g",
  "2g",
  "3g",
]);

/** Files whose tables can be cut from. */
const HAS_TABLES = /\.(mp4|m4v|mov)$/i;

/**
 * Chooses how a film comes. On a short line clips are better: a seek throws away at most one, and
 * no more is fetched ahead than asked for.
 */
export function chooseRoad(facts: RoadFacts): FilmRoad {
  const { path, prefersClips, isShortLine, isBetterCut, isRefused } = facts;
  if (isRefused || !hasTables(path)) return "file";
  return prefersClips || isShortLine || isBetterCut ? "clips" : "file";
}

/** Tells by its name whether a file has tables that can be cut from. */
export function hasTables(path: string): boolean {
  return HAS_TABLES.test(path);
}

/** What of a film of the server decides how it comes; null is unknown. */
export interface FilmShape {
  /** Bytes of its tables. */
  readonly indexBytes: number | null;
  /** Whether its tables come before its pictures. */
  readonly faststart: boolean | null;
  /** Bits per second. */
  readonly bitrateBps: number | null;
}

/** A mean hides the film's heavy minutes: a line needs so much more than it. */
const LINE_SPARE = 1.2;

/**
 * The most that is fetched before the first picture: a second of a line of 4 Mbit/s, and the tables
 * of a quarter of an hour. Those of two hours are 4 MB, taken from who watches already; and the
 * longer a film, the more wrongly Chromium tells what of it is buffered, for it takes bytes for times
 * in proportion. What plays clips instead is about 100 KB, once.
 */
const INDEX_BYTES_MAX = 512 * 1024;

/**
 * Tells whether a film is better fetched in clips: one whose tables are large or come last cannot
 * begin before they are there, and one that the line hardly carries should waste nothing of it.
 *
 * @param lineBps What the line gave last, in bytes per second; null while unknown.
 */
export function isBetterCut(
  { indexBytes, faststart, bitrateBps }: FilmShape,
  lineBps: number | null,
): boolean {
  if (faststart === false || (indexBytes ?? 0) > INDEX_BYTES_MAX) return true;
  return lineBps !== null && bitrateBps !== null &&
    lineBps * 8 < bitrateBps * LINE_SPARE;
}

/** Tells whether a browser knows its line to be short; one of which nothing is known is not. */
export function isShortLine(
  { connection: line }: Partial<Pick<Navigator, "userAgent">> & {
    readonly connection?: KnownLine;
  },
): boolean {
  if (line === undefined) return false;
  return line.saveData === true || SHORT_LINES.has(line.effectiveType ?? "");
}
