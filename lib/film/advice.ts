/**
 * How to mend a film that a browser cannot play: one line of ffmpeg.
 *
 * A door of its own beside mod.ts: most rooms watch films that the server has read, and need none of the code
 * that reads one.
 *
 * @module
 */
import { type CodecName, nameCodec } from "./codec_name.ts";
import type { FilmFacts } from "./facts.ts";
import { type CanPlay, type MendReason, mendReason } from "./mend_reason.ts";

/** A way to mend a film. */
export interface Advice {
  readonly reason: MendReason;
  /** One line for a shell, made for the film at hand. */
  readonly command: string;
  /** Whether picture or sound is encoded anew, which takes long. */
  readonly isSlow: boolean;
}

/** Codecs that an MP4 may hold and browsers know, so copying is enough. */
const MP4_VIDEO = new Set(["H.264", "HEVC", "AV1", "VP9"]);
const MP4_AUDIO = new Set(["AAC", "MP3", "Opus", "FLAC", "AC-3", "E-AC-3"]);

/**
 * Finds out whether a film needs mending for a browser, and how.
 *
 * @param film Its facts and its file name, which the command repeats.
 * @param canPlay What the browser answers to a media type with codecs.
 * @returns Null when it plays as it is, or when its facts are unknown.
 */
export function adviseMending(
  { facts, name }: { facts: FilmFacts; name: string },
  canPlay: CanPlay,
): Advice | null {
  const reason = mendReason(facts, canPlay);
  if (reason === null) return null;
  const encode = encodingFor(reason);
  return {
    reason,
    command: mendCommand({ facts, name }, encode),
    isSlow: encode.video,
  };
}

/** What must be encoded anew to do away with what stands in the way. */
export function encodingFor(
  reason: MendReason,
): { readonly video: boolean; readonly audio: boolean } {
  const both = reason === "video-and-audio-codec";
  return {
    video: both || reason === "video-codec",
    audio: both || reason === "audio-codec",
  };
}

/**
 * Writes the command that makes an MP4 which every browser plays.
 *
 * @param film Its facts and its file name.
 * @param encode What must be encoded anew; the rest is copied where MP4 takes it.
 */
export function mendCommand(
  { facts, name }: { facts: FilmFacts; name: string },
  encode: { video: boolean; audio: boolean },
): string {
  const video = familyOf(facts.video?.codec ?? null);
  const audio = familyOf(facts.audio[0]?.codec ?? null);
  const copyVideo = !encode.video && video !== null && MP4_VIDEO.has(video);
  const copyAudio = !encode.audio && audio !== null && MP4_AUDIO.has(audio);
  const parts = [`ffmpeg -i ${quote(name)}`];
  if (facts.video !== null) {
    // yuv420p as 10-bit H.264 is played by no browser.
    parts.push(
      copyVideo ? "-c:v copy" : "-c:v libx264 -crf 20 -pix_fmt yuv420p",
    );
    // Safari plays HEVC under this tag only.
    if (copyVideo && video === "HEVC") parts.push("-tag:v hvc1");
  }
  if (facts.audio.length > 0) {
    parts.push(copyAudio ? "-c:a copy" : "-c:a aac -b:a 192k");
  }
  parts.push("-movflags +faststart", quote(mendedName(name)));
  return parts.join(" ");
}

function familyOf(codec: string | null): CodecName["family"] | null {
  return codec === null ? null : nameCodec(codec)?.family ?? null;
}

/** Beside the old file and never over it. */
function mendedName(name: string): string {
  const dot = name.lastIndexOf(".");
  return `${dot > 0 ? name.slice(0, dot) : name}.17kan.mp4`;
}

/** Quotes for a POSIX shell; a leading dash would read as an option. */
function quote(name: string): string {
  const safe = name.startsWith("-") ? `./${name}` : name;
  return `'${safe.replaceAll("'", `'\\''`)}'`;
}
