/**
 * Playlists of HLS (RFC 8216), as far as they tell what a film is made of.
 *
 * @module
 */

/** What a playlist says; addresses are as they are written. */
export type Playlist =
  | {
    readonly type: "pieces";
    /** How long they are together; null for a live one, to which more is added. */
    readonly durationS: number | null;
    /** Files that the film lies in, each once, in their order; without the beginning they share. */
    readonly pieces: readonly string[];
    /** The beginning that all pieces share; null where each stands alone. */
    readonly init: string | null;
    readonly isLocked: boolean;
  }
  | {
    readonly type: "qualities";
    /** The best one's playlist, and that of its sound where that is apart. */
    readonly best: string;
    readonly sound: string | null;
  };

/** Pieces of a film at the most: a day and a half in pieces of six seconds. */
export const PIECES_MAX = 20_000;

/**
 * Reads a playlist.
 *
 * @returns null where it is none, or longer than any film
 */
export function readPlaylist(text: string): Playlist | null {
  const lines = text.replace(/^\ufeff/, "").split(/\r?\n/).map((line) =>
    line.trim()
  ).filter((line) => line !== "");
  if (lines[0] !== "#EXTM3U") return null;
  return readQualities(lines) ?? readPieces(lines);
}

function readQualities(lines: readonly string[]): Playlist | null {
  let best: { uri: string; rate: number; sounds: string | null } | null = null;
  for (const [index, line] of lines.entries()) {
    const attributes = attributesOf(line, "#EXT-X-STREAM-INF:");
    const uri = lines[index + 1];
    if (attributes === null || uri === undefined || uri.startsWith("#")) {
      continue;
    }
    const rate = Number(attributes.get("BANDWIDTH") ?? 0);
    if (best !== null && !(rate > best.rate)) continue;
    best = { uri, rate, sounds: attributes.get("AUDIO") ?? null };
  }
  if (best === null) return null;
  const { uri, sounds } = best;
  const renditions = lines.flatMap((line) => {
    const attributes = attributesOf(line, "#EXT-X-MEDIA:");
    return attributes?.get("TYPE") === "AUDIO" &&
        attributes.get("GROUP-ID") === sounds
      ? [attributes]
      : [];
  });
  const usual = renditions.find((one) => one.get("DEFAULT") === "YES") ??
    renditions[0];
  return { type: "qualities", best: uri, sound: usual?.get("URI") ?? null };
}

function readPieces(lines: readonly string[]): Playlist | null {
  const pieces = new Set<string>();
  let durationS = 0;
  let init: string | null = null;
  let isLocked = false;
  for (const line of lines) {
    if (!line.startsWith("#")) pieces.add(line);
    else if (line.startsWith("#EXTINF:")) {
      const lengthS = parseFloat(line.slice("#EXTINF:".length));
      if (lengthS > 0 && lengthS < Infinity) durationS += lengthS;
    }
    const map = attributesOf(line, "#EXT-X-MAP:");
    if (map !== null) init ??= map.get("URI") ?? null;
    const key = attributesOf(line, "#EXT-X-KEY:");
    isLocked ||= key !== null && key.get("METHOD") !== "NONE";
  }
  if (pieces.size === 0 || pieces.size > PIECES_MAX) return null;
  return {
    type: "pieces",
    durationS: lines.includes("#EXT-X-ENDLIST") ? durationS : null,
    pieces: [...pieces],
    init,
    isLocked,
  };
}

/** `NAME=value` and `NAME="value"` behind a tag; null where the line has another. */
function attributesOf(
  line: string,
  tag: string,
): ReadonlyMap<string, string> | null {
  if (!line.startsWith(tag)) return null;
  const found = line.slice(tag.length).matchAll(
    /(?<![A-Z0-9-])([A-Z0-9-]+)=(?:"([^"]*)"|([^",]*))/g,
  );
  return new Map(
    [...found].map((
      [, name = "", quoted, plain = ""],
    ) => [name, quoted ?? plain]),
  );
}
