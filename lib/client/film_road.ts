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
const SHORT_LINES = new Set(["slow-2g", "2g", "3g"]);

/** Files whose tables can be cut from. */
const HAS_TABLES = /\.(mp4|m4v|mov)$/i;

/**
 * Chooses how a film comes. On a short line clips are better: a seek throws away at most one, and
 * no more is fetched ahead than asked for.
 */
export function chooseRoad(facts: RoadFacts): FilmRoad {
  const { path, prefersClips, isShortLine, isRefused } = facts;
  if (isRefused || !HAS_TABLES.test(path)) return "file";
  return prefersClips || isShortLine ? "clips" : "file";
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
