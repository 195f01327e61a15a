/**
 * Which files are films, and what each file is called on the wire.
 *
 * @module
 */

/** Media types of what a player of ours can be given, by extension. */
const FILM_TYPES: ReadonlyMap<string, string> = new Map([
  ["mp4", "video/mp4"],
  ["m4v", "video/mp4"],
  ["mov", "video/quicktime"],
  ["webm", "video/webm"],
  ["mkv", "video/x-matroska"],
  ["ogv", "video/ogg"],
  ["flv", "video/x-flv"],
  ["ts", "video/mp2t"],
  ["m2ts", "video/mp2t"],
  ["avi", "video/x-msvideo"],
  ["m3u8", "application/vnd.apple.mpegurl"],
  ["mpd", "application/dash+xml"],
  ["mp3", "audio/mpeg"],
  ["m4a", "audio/mp4"],
  ["flac", "audio/flac"],
  ["ogg", "audio/ogg"],
  ["opus", "audio/ogg"],
]);

/** What lies beside a film and is served, but is no film. */
const OTHER_TYPES: ReadonlyMap<string, string> = new Map([
  ["m4s", "video/iso.segment"],
  ["srt", "application/x-subrip"],
  ["vtt", "text/vtt; charset=utf-8"],
  ["ass", "text/plain; charset=utf-8"],
  ["ssa", "text/plain; charset=utf-8"],
  ["jpg", "image/jpeg"],
  ["png", "image/png"],
  ["webp", "image/webp"],
]);

/**
 * The media type of a file. Anything unknown is a mere download: a page put
 * into the folder must not run as one of ours.
 */
export function mediaType(name: string): string {
  const extension = extensionOf(name);
  return FILM_TYPES.get(extension) ?? OTHER_TYPES.get(extension) ??
    "application/octet-stream";
}

/** What packagers call the pieces of a stream: `index12.ts`, `init.mp4`, `init_0.mp4`. */
const PIECE = /(\d\.ts|^init[-_\d]*\.mp4)$/i;

/** Tells which files of one folder are films: the pieces of a playlist beside them are none. */
export function filmsAmong(names: readonly string[]): ReadonlySet<string> {
  const hasPlaylist = names.some(isPlaylist);
  return new Set(
    names.filter((name) =>
      FILM_TYPES.has(extensionOf(name)) &&
      !(hasPlaylist && PIECE.test(name))
    ),
  );
}

/** Whether a file lists the pieces of a film, which lie beside it. */
export function isPlaylist(name: string): boolean {
  return extensionOf(name) === "m3u8";
}

/** Films that our demuxer does not open; other players of the page may. */
const OPAQUE = new Set(["flv", "avi", "mpd"]);

/** Tells whether a film's facts can be read from its own bytes, or from those it lists. */
export function hasReadableFacts(name: string): boolean {
  return !OPAQUE.has(extensionOf(name));
}

function extensionOf(name: string): string {
  const dot = name.lastIndexOf(".");
  return dot < 0 ? "" : name.slice(dot + 1).toLowerCase();
}
