/**
 * The playlist of a film that is cut (RFC 8216).
 *
 * @module
 */
import type { Clip } from "./clips.ts";

/** How the parts of a film are addressed from its playlist. */
export interface PlaylistAddresses {
  /** The beginning that all clips share. */
  readonly init: string;
  /** A clip, counted from 0. */
  clip(index: number): string;
}

/**
 * Writes the playlist.
 *
 * @param clips At least one.
 */
export function writePlaylist(
  clips: readonly Clip[],
  addresses: PlaylistAddresses,
): string {
  // Whole microseconds from one start to the next: rounded alone, they would drift.
  const startsUs = clips.map(({ startS }) => Math.round(startS * 1e6));
  const last = clips.at(-1);
  startsUs.push(
    Math.round(((last?.startS ?? 0) + (last?.durationS ?? 0)) * 1e6),
  );
  const durationsUs = clips.map((_, index) =>
    (startsUs[index + 1] ?? 0) - (startsUs[index] ?? 0)
  );
  const longestUs = durationsUs.reduce((a, b) => Math.max(a, b), 0);
  return [
    "#EXTM3U",
    "#EXT-X-VERSION:7",
    // 4.3.3.1: each duration, rounded, must not be above it.
    `#EXT-X-TARGETDURATION:${Math.max(1, Math.ceil(longestUs / 1e6))}`,
    "#EXT-X-PLAYLIST-TYPE:VOD",
    "#EXT-X-INDEPENDENT-SEGMENTS",
    `#EXT-X-MAP:URI="${addresses.init}"`,
    ...clips.flatMap((_, index) => [
      `#EXTINF:${((durationsUs[index] ?? 0) / 1e6).toFixed(6)},`,
      addresses.clip(index),
    ]),
    "#EXT-X-ENDLIST",
    "",
  ].join("\n");
}
