import type { FilmKind } from "./kind.ts";

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
