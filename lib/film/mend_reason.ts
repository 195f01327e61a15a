/**
 * What stands in the way of playing a film in a browser.
 *
 * A door of its own beside mod.ts: every room asks this of its film, and next to none need the line that
 * mends one, or the code that reads one.
 *
 * @module
 */
import type { FilmFacts } from "./facts.ts";

/** What stands in the way of playing a film. */
export type MendReason =
  /** The picture's codec. */
  | "video-codec"
  /** The sound's codec. */
  | "audio-codec"
  /** Both. */
  | "video-and-audio-codec"
  /** The container alone. */
  | "container"
  /** The tables come last, so play waits for the whole film. */
  | "not-faststart";

/** What a browser says of a codec string, such as `canPlayType` does. */
export type CanPlay = (mimeType: string) => boolean;

/** Containers that every browser opens, given codecs it knows. */
const OPEN_CONTAINERS = new Set([
  "MP4",
  // By a library of ours, where not by itself.
  "HLS",
  "WebM",
  "QuickTime File Format",
  "Ogg",
  "MP3",
  "FLAC",
  "WAVE",
]);

/**
 * Says what stands in the way of playing a film.
 *
 * @param canPlay What the browser answers to a media type with codecs.
 * @returns Null when it plays as it is, or when its facts are unknown.
 */
export function mendReason(
  { container, video, audio, faststart }: FilmFacts,
  canPlay: CanPlay,
): MendReason | null {
  if (container === null) return null;
  const badVideo = video !== null && !plays("video", video.codec, canPlay);
  const sound = audio[0];
  const badAudio = sound !== undefined && !plays("audio", sound.codec, canPlay);
  if (badVideo && badAudio) return "video-and-audio-codec";
  if (badVideo) return "video-codec";
  if (badAudio) return "audio-codec";
  if (!OPEN_CONTAINERS.has(container)) return "container";
  return faststart === false ? "not-faststart" : null;
}

/** Asks for a codec in the container that browsers know it in. */
function plays(
  kind: "video" | "audio",
  codec: string | null,
  canPlay: CanPlay,
): boolean {
  if (codec === null) return false;
  const containers = ["mp4", "webm", "ogg"].map((name) => `${kind}/${name}`);
  if (canPlay(`${containers[0]}; codecs="${codec}"`)) return true;
  return containers.slice(1).some((type) =>
    canPlay(`${type}; codecs="${codec}"`)
  ) ||
    (codec === "mp3" && canPlay("audio/mpeg"));
}
