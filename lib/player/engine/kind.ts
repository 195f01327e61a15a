/** How a film is packed, as far as that decides who can play it. */
export type FilmKind = "file" | "hls" | "dash" | "flv" | "ts";
/** What the element cannot fetch by itself. */
export type StreamKind = Exclude<FilmKind, "file">;

const BY_ENDING: Readonly<Record<string, FilmKind>> = {
  m3u8: "hls",
  m3u: "hls",
  mpd: "dash",
  flv: "flv",
  ts: "ts",
  m2ts: "ts",
  mts: "ts",
  ...asFile(
    "mp4 m4v mov webm mkv ogv ogg mp3 m4a aac flac wav opus avi wmv 3gp",
  ),
};

/**
 * Reads the kind from the end of an address.
 *
 * @param name the file's name, which counts for a local file: its address has no end
 * @returns null where it tells nothing
 */
export function kindByAddress(url: string, name: string): FilmKind | null {
  const isLocal = url.startsWith("blob:");
  const path = isLocal ? name : url.replace(/[?#].*$/, "");
  const ending = /\.([a-z0-9]{2,4})$/i.exec(path)?.[1]?.toLowerCase() ?? "";
  const kind = Object.hasOwn(BY_ENDING, ending)
    ? BY_ENDING[ending] ?? null
    : null;
  // A playlist on a disk cannot reach what it lists.
  if (isLocal) return kind === "flv" || kind === "ts" ? kind : "file";
  return kind;
}

function asFile(endings: string): Record<string, FilmKind> {
  return Object.fromEntries(endings.split(" ").map((one) => [one, "file"]));
}
