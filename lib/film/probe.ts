/**
 * Reads a film's tables with mediabunny. Imported on demand only: it is by far
 * the largest thing that facts need.
 *
 * @module
 */
import {
  CustomSource,
  FLAC,
  Input,
  type InputAudioTrack,
  type InputFormat,
  type InputTrack,
  type InputVideoTrack,
  Logging,
  LogLevel,
  MATROSKA,
  MP3,
  MP4,
  MPEG_TS,
  OGG,
  QTFF,
  WAVE,
  WEBM,
} from "mediabunny";
import { formatCodecName, nameCodec } from "./codec_name.ts";
import type { AudioFacts, CodecFacts, VideoFacts } from "./facts.ts";
import type { Reader } from "./reader.ts";
import type { Tracks } from "./tracks.ts";

/** An MP4 is opened only after its tables were checked; so nothing else may be taken for one. */
const FORMATS = {
  mp4: [MP4, QTFF],
  other: [MATROSKA, WEBM, MPEG_TS, OGG, MP3, FLAC, WAVE],
};

/** Frames over which the rate is averaged: 4 s of a cinema film. */
const FPS_FRAMES = 96;

/** Read-ahead cache of one probe: films are probed one after the other. */
const CACHE_BYTES = 8 * 1024 * 1024;

/**
 * Reads the tracks of a film.
 *
 * @param reader The film; the tables of an MP4 have been checked.
 * @param kind Which containers it may be.
 * @returns Null when the container is unknown, or the reader failed at its start.
 * @throws {Error} When the container is known but damaged, or the reader fails.
 */
export async function probeTracks(
  reader: Reader,
  kind: keyof typeof FORMATS,
): Promise<Tracks | null> {
  // A codec it does not know is no fault of ours: the facts name it.
  Logging.level = LogLevel.Silent;
  const input = new Input({
    formats: FORMATS[kind],
    source: sourceOf(reader, kind),
  });
  try {
    const format = await formatOf(input);
    if (format === null) return null;
    const video = await input.getPrimaryVideoTrack();
    const audio = await input.getAudioTracks();
    return {
      container: format.name,
      durationS: await durationOf(input),
      video: video === null ? null : await videoFacts(video),
      audio: await Promise.all(audio.map(audioFacts)),
    };
  } finally {
    input.dispose();
  }
}

/**
 * The container. A few bytes of anything make the demuxer fail in its own ways,
 * all of which say that it is none.
 */
async function formatOf(input: Input): Promise<InputFormat | null> {
  try {
    return await input.getFormat();
  } catch {
    return null;
  }
}

function sourceOf(reader: Reader, kind: keyof typeof FORMATS): CustomSource {
  return new CustomSource({
    getSize: () => reader.sizeBytes,
    read: (start, end) => reader.read(start, end - start),
    maxCacheSize: CACHE_BYTES,
    // What is needed of an MP4 is at hand; of others it lies scattered.
    prefetchProfile: kind === "mp4" ? "none" : "fileSystem",
    // The failure also rejects the read that caused it, where it is caught.
    handleUnhandledError: () => {},
  });
}

async function durationOf(input: Input): Promise<number | null> {
  const statedS = await input.getDurationFromMetadata();
  const endS = statedS ?? await input.computeDuration();
  // A transport stream is cut from a clock that started long before it.
  const isCut = await input.getFormat() === MPEG_TS;
  const durationS = isCut ? endS - await input.getFirstTimestamp() : endS;
  return Number.isFinite(durationS) && durationS > 0 ? durationS : null;
}

async function videoFacts(track: InputVideoTrack): Promise<VideoFacts> {
  const { codec, name } = await codecFacts(track);
  const { averagePacketRate } = await track.computePacketStats(FPS_FRAMES);
  return {
    codec,
    name,
    profile: codec === null ? null : nameCodec(codec)?.profile ?? null,
    width: await track.getDisplayWidth(),
    height: await track.getDisplayHeight(),
    fps: Number.isFinite(averagePacketRate) && averagePacketRate > 0
      ? Math.round(averagePacketRate * 1000) / 1000
      : null,
  };
}

async function audioFacts(track: InputAudioTrack): Promise<AudioFacts> {
  const language = await track.getLanguageCode();
  return {
    ...await codecFacts(track),
    channels: await track.getNumberOfChannels(),
    sampleRateHz: await track.getSampleRate(),
    language: language === "und" ? null : language,
    isDefault: (await track.getDisposition()).default,
  };
}

async function codecFacts(track: InputTrack): Promise<CodecFacts> {
  const id = await track.getInternalCodecId();
  const stated = await track.getCodecParameterString();
  const own = typeof id === "string" ? id : null;
  const codec = stated === null ? null : withOwnTag(stated, own);
  const known = nameCodec(codec ?? own ?? "");
  if (known !== null) return { codec, name: formatCodecName(known) };
  return { codec, name: codec ?? own ?? String(id ?? "unknown") };
}

/**
 * Puts the film's own tag back. mediabunny says `hev1` for `hvc1` as well, but
 * Safari plays only the latter.
 */
function withOwnTag(codec: string, tag: string | null): string {
  return tag === "hvc1" && codec.startsWith("hev1.")
    ? `hvc1.${codec.slice(5)}`
    : codec;
}
