/**
 * Where a film is cut: at keyframes, so that each clip can be decoded by
 * itself.
 *
 * @module
 */
import {
  CLIP_BYTES_MAX,
  CLIP_SAMPLES_MAX,
  CLIP_TARGET_S,
  CLIPS_MAX,
} from "./bounds.ts";
import type { Samples } from "./samples.ts";
import type { Track } from "./track.ts";
import { UncuttableError } from "./uncuttable.ts";

/** Samples of one track, by index. */
export interface Span {
  readonly from: number;
  /** The one after the last. */
  readonly to: number;
}

/** A stretch of a film from one keyframe to another. */
export interface Clip {
  /** When its first frame is decoded, in seconds: players place a clip by that. */
  readonly startS: number;
  readonly durationS: number;
  /** Its samples of each track, in the order of the tracks. */
  readonly spans: readonly Span[];
}

/**
 * Cuts a film.
 *
 * @param tracks The picture first.
 * @param targetS How long a clip lasts at least, but for the last.
 * @throws {UncuttableError} When clips would be too many or too large.
 */
export function cutClips(
  tracks: readonly Track[],
  targetS: number = CLIP_TARGET_S,
): readonly Clip[] {
  const [video, audio] = tracks;
  if (video === undefined) return [];
  const cuts = keysOfCuts(video, targetS);
  const endS = Math.max(...tracks.map(endOf));
  const clips: Clip[] = [];
  let heard = 0;
  cuts.forEach((from, index) => {
    const next = cuts[index + 1];
    const startS = timeAt(video, from);
    const untilS = next === undefined ? endS : timeAt(video, next);
    const spans: Span[] = [{ from, to: next ?? video.samples.count }];
    if (audio !== undefined) {
      const to = next === undefined
        ? audio.samples.count
        : firstFrom(audio, untilS, heard);
      spans.push({ from: heard, to });
      heard = to;
    }
    checkSize(tracks, spans);
    clips.push({ startS, durationS: Math.max(0, untilS - startS), spans });
  });
  return clips;
}

/** When a sample is decoded, in seconds of the film; a late track is decoded late. */
export function timeAt({ samples, timescale, ...track }: Track, index: number) {
  return ((samples.decodeTimes[index] ?? 0) + delayOf(track)) / timescale;
}

/**
 * How much later than its own tables say a sound is decoded, in the track's
 * units. A picture's delay is put in when its frames are shown: players take
 * the first decoding as the beginning.
 */
export function delayOf(
  { kind, shift }: Pick<Track, "kind" | "shift">,
): number {
  return kind === "audio" ? Math.max(0, -shift) : 0;
}

/**
 * What is added to a sample's decoding time to tell when it is shown, in the
 * track's units. What is taken off every time instead, an edit list in the
 * beginning says: ffmpeg shows frames late whose offset is below 0.
 */
export function shownAfter(track: Track, index: number): number {
  const offset = track.samples.compositionOffsets?.[index] ?? 0;
  return offset + Math.max(0, -track.shift) - delayOf(track);
}

/** When the last sample of a track is over, as it is shown, in seconds. */
function endOf({ samples, timescale, shift }: Track): number {
  const { count, decodeTimes, compositionOffsets } = samples;
  let end = 0;
  // Frames are shown in another order: the last is among the last few decoded.
  for (let index = Math.max(0, count - REORDERED_MAX); index < count; index++) {
    const over = (decodeTimes[index + 1] ?? 0) +
      (compositionOffsets?.[index] ?? 0) - shift;
    end = Math.max(end, over);
  }
  return end / timescale;
}

/** Frames that a decoder may hold back (H.264, A.3.1: 16). */
const REORDERED_MAX = 17;

/** The keyframes at which clips begin. */
function keysOfCuts(video: Track, targetS: number): readonly number[] {
  const cuts = [0];
  let lastS = timeAt(video, 0);
  for (let index = 1; index < video.samples.count; index++) {
    if (video.samples.keys !== null && video.samples.keys[index] !== 1) {
      continue;
    }
    const atS = timeAt(video, index);
    // Frames of 1/24 s add up to a hair less than four seconds.
    if (atS - lastS < targetS - 0.001) continue;
    cuts.push(index);
    lastS = atS;
    if (cuts.length > CLIPS_MAX) throw tooLarge("so long a film");
  }
  return cuts;
}

function firstFrom(track: Track, timeS: number, from: number): number {
  let index = from;
  while (index < track.samples.count && timeAt(track, index) < timeS) index++;
  return index;
}

function checkSize(tracks: readonly Track[], spans: readonly Span[]): void {
  let samples = 0;
  let sizeBytes = 0;
  spans.forEach(({ from, to }, index) => {
    samples += to - from;
    sizeBytes += sizeOf(tracks[index]?.samples, { from, to });
  });
  if (samples > CLIP_SAMPLES_MAX || sizeBytes > CLIP_BYTES_MAX) {
    throw tooLarge("a film with so few keyframes");
  }
}

function sizeOf(samples: Samples | undefined, { from, to }: Span): number {
  let sum = 0;
  for (let index = from; index < to; index++) sum += samples?.sizes[index] ?? 0;
  return sum;
}

function tooLarge(what: string): UncuttableError {
  return new UncuttableError("too-large", `Cannot cut ${what}`);
}
