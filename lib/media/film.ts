/**
 * One film as `/api/library` tells of it.
 *
 * @module
 */
import type { AudioFacts, FilmFacts, FilmProblem } from "@/lib/film/mod.ts";
import { filmUrl } from "./path.ts";
import type { FilmFile } from "./scan.ts";

/** A film of the server. Facts are null until they have been read. */
export interface Film {
  /** Name inside the media folder, such as `series/01.mp4`. */
  readonly path: string;
  /** Where it is played from, percent-encoded. */
  readonly url: string;
  /** The last part of the path. */
  readonly name: string;
  /** Of all its files, where it is a playlist that they lie beside. */
  readonly bytes: number;
  readonly durationS: number | null;
  /** Such as `MP4`. */
  readonly container: string | null;
  /** RFC 6381 strings, as `canPlayType` wants them. */
  readonly codecs: {
    readonly video: string | null;
    readonly audio: string | null;
  };
  /** The same in the words of people, such as `H.264 High@3.0` and `AAC-LC`. */
  readonly codecNames: {
    readonly video: string | null;
    readonly audio: string | null;
  };
  /** Profile of the picture's codec. */
  readonly profile: string | null;
  readonly width: number | null;
  readonly height: number | null;
  readonly fps: number | null;
  /** Average of the whole file, in bits per second. */
  readonly bitrateBps: number | null;
  readonly faststart: boolean | null;
  /** Bytes of the tables of an MP4, all of which a player fetches before its first picture. */
  readonly indexBytes: number | null;
  /** How many sound tracks there are. */
  readonly audioTracks: number | null;
  /** Each of them; the first is the one that plays. */
  readonly audio: readonly AudioFacts[];
  /** Subtitle files that lie beside it, by their paths. */
  readonly subtitles: readonly string[];
  /** Whether the facts have been read; while false they are all null. */
  readonly isRead: boolean;
  /** Why it will not play, or null. */
  readonly problem: FilmProblem | null;
}

/**
 * Joins what the folder tells of a film with what the film tells of itself.
 *
 * @param facts Null while they are unknown.
 * @param subtitles Files that lie beside it.
 */
export function describeFilm(
  file: FilmFile,
  facts: FilmFacts | null,
  subtitles: readonly string[],
): Film {
  const video = facts?.video ?? null;
  const audio = facts?.audio[0] ?? null;
  return {
    path: file.name,
    url: filmUrl(file.name),
    name: file.name.slice(file.name.lastIndexOf("/") + 1),
    bytes: facts?.filmBytes ?? file.sizeBytes,
    durationS: facts?.durationS ?? null,
    container: facts?.container ?? null,
    codecs: { video: video?.codec ?? null, audio: audio?.codec ?? null },
    codecNames: { video: video?.name ?? null, audio: audio?.name ?? null },
    profile: video?.profile ?? null,
    width: video?.width ?? null,
    height: video?.height ?? null,
    fps: video?.fps ?? null,
    bitrateBps: facts?.bitrateBps ?? null,
    faststart: facts?.faststart ?? null,
    indexBytes: facts?.indexBytes ?? null,
    audioTracks: facts?.audio.length ?? null,
    audio: facts?.audio ?? [],
    subtitles,
    isRead: facts !== null,
    problem: facts?.problem ?? null,
  };
}
