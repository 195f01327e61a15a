/** How a film is packed, as far as that decides who can play it. */
export type FilmKind = "file" | "hls" | "dash" | "flv" | "ts";

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

const BY_TYPE: Readonly<Record<string, FilmKind>> = {
  "application/vnd.apple.mpegurl": "hls",
  "application/x-mpegurl": "hls",
  "audio/mpegurl": "hls",
  "audio/x-mpegurl": "hls",
  "application/dash+xml": "dash",
  "video/x-flv": "flv",
  "video/mp2t": "ts",
};

/** Bytes of one packet of a transport stream; ISO 13818-1. */
const TS_PACKET_BYTES = 188;
/** With what each of them begins. */
const TS_SYNC = 0x47;

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

/**
 * Reads the kind from a film's first bytes, and from what its server calls it where they are
 * nothing known.
 *
 * @param type the `content-type`, parameters allowed; null where there is none
 */
export function kindByContent(
  bytes: Uint8Array,
  type: string | null,
): FilmKind {
  const text = new TextDecoder("latin1").decode(bytes);
  if (/^(?:\xef\xbb\xbf)?#EXTM3U/.test(text)) return "hls";
  if (text.startsWith("FLV\x01")) return "flv";
  if (/^[^<]{0,3}<(?:\?xml|!--|MPD\b)/.test(text) && /<MPD\b/.test(text)) {
    return "dash";
  }
  if (bytes[0] === TS_SYNC && bytes[TS_PACKET_BYTES] === TS_SYNC) return "ts";
  const named = type?.split(";")[0]?.trim().toLowerCase() ?? "";
  return Object.hasOwn(BY_TYPE, named) ? BY_TYPE[named] ?? "file" : "file";
}

function asFile(endings: string): Record<string, FilmKind> {
  return Object.fromEntries(endings.split(" ").map((one) => [one, "file"]));
}
