/**
 * What a film is made of: container, length, codecs, picture, sound. Works on
 * the server and in the browser, from ranges alone.
 *
 * @module
 */
import { type BoxOrder, readBoxOrder } from "./boxes.ts";
import { type Reader, withBudget, withStretch } from "./reader.ts";
import { checkTables } from "./table_check.ts";
import type { Tracks } from "./tracks.ts";

/** A codec, for machines and for people. */
export interface CodecFacts {
  /** As RFC 6381 and `canPlayType` want it, such as `avc1.64001e`; null if unknown. */
  readonly codec: string | null;
  /** As people say it, such as `H.264 High@3.0`; the container's own name if unknown. */
  readonly name: string;
}

/** The picture of a film. */
export interface VideoFacts extends CodecFacts {
  /** The profile alone, such as `High` or `Main 10`. */
  readonly profile: string | null;
  /** Pixels as shown, after rotation. */
  readonly width: number;
  /** Pixels as shown, after rotation. */
  readonly height: number;
  /** Frames per second, averaged over the start of the film. */
  readonly fps: number | null;
}

/** One sound track of a film. */
export interface AudioFacts extends CodecFacts {
  readonly channels: number;
  readonly sampleRateHz: number;
  /** ISO 639-2 code, or null when the film does not say. */
  readonly language: string | null;
  /** Whether the film means it to be heard unless another is chosen. */
  readonly isDefault: boolean;
}

/** Why a film will not play, or not well. */
export interface FilmProblem {
  readonly code:
    /** The file has no bytes. */
    | "empty"
    /** It ends before its own tables say, such as an upload broken off. */
    | "truncated"
    /** No container we know: not a film, or damaged at the start. */
    | "unknown-container"
    /** A container without picture and sound. */
    | "no-tracks"
    /** The container is known but its tables cannot be read. */
    | "unreadable";
  /** More for the host, in English. */
  readonly detail: string;
}

/** All that is known of a film. */
export interface FilmFacts {
  /** Such as `MP4` or `Matroska`. */
  readonly container: string | null;
  readonly durationS: number | null;
  /** Average of the whole file, in bits per second. */
  readonly bitrateBps: number | null;
  /** Whether play can start before the end has been fetched; null where the container has no such trap. */
  readonly faststart: boolean | null;
  /** Bytes of the tables of an MP4, all of which a player fetches before its first picture; null for others. */
  readonly indexBytes: number | null;
  readonly video: VideoFacts | null;
  /** The first is the one that plays. */
  readonly audio: readonly AudioFacts[];
  readonly problem: FilmProblem | null;
  /** Bytes of all its files, where it is a list of others; those of the file itself otherwise. */
  readonly filmBytes?: number | undefined;
}

/**
 * The most that is read for facts: the tables of a ten-hour MP4 fit in, and a
 * film on the other side of a slow line is not fetched by accident.
 */
export const FACTS_BUDGET_BYTES = 64 * 1024 * 1024;

/** Facts of a film of which nothing is known. */
export const NO_FACTS: FilmFacts = {
  container: null,
  durationS: null,
  bitrateBps: null,
  faststart: null,
  indexBytes: null,
  video: null,
  audio: [],
  problem: null,
};

/**
 * Reads a film's facts. A film that is broken gives facts with a problem.
 *
 * @param reader The film; it is not closed.
 * @throws Whatever the reader throws when its bytes cannot be reached.
 */
export async function readFacts(reader: Reader): Promise<FilmFacts> {
  if (reader.sizeBytes === 0) {
    return broken("empty", "Cannot find any bytes in the file");
  }
  const order = await readBoxOrder(reader);
  const tracks = await readTracks(reader, order);
  if (tracks === null) return unknownFacts(order);
  return factsOf(tracks, { order, sizeBytes: reader.sizeBytes });
}

async function readTracks(
  reader: Reader,
  order: BoxOrder | null,
): Promise<Tracks | null | Error> {
  const watched = watchFailure(reader);
  const tracks = await probe(
    withBudget(watched.reader, FACTS_BUDGET_BYTES),
    order,
  )
    .catch((error) =>
      error instanceof Error ? error : new Error(String(error))
    );
  // Bytes that could not be fetched say nothing about the film.
  if (watched.failure !== null) throw watched.failure.cause;
  return tracks;
}

async function probe(
  reader: Reader,
  order: BoxOrder | null,
): Promise<Tracks | null> {
  const checked = order === null ? reader : await readTables(reader, order);
  if (checked === null) return null;
  // On demand: the page loads it only when somebody asks for a film's facts.
  const { probeTracks } = await import("./probe.ts");
  return await probeTracks(checked, order === null ? "other" : "mp4");
}

/**
 * Reads an MP4's tables in one go and checks them.
 *
 * @returns A reader that has them at hand; null when there are none.
 * @throws {RangeError} When they would stop a demuxer.
 */
async function readTables(
  reader: Reader,
  { tables, fragment }: BoxOrder,
): Promise<Reader | null> {
  if (tables === null) return null;
  const bytes = await reader.read(tables.offset, tables.length);
  const first = fragment === null
    ? null
    : await reader.read(fragment.offset, fragment.length);
  const wrong = checkTables(bytes) ??
    (first === null ? null : checkTables(first));
  if (wrong !== null) throw new RangeError(wrong);
  return withStretch(reader, { offset: tables.offset, bytes });
}

function unknownFacts(order: BoxOrder | null): FilmFacts {
  if (order?.isCutShort) return truncated(NO_FACTS);
  return broken("unknown-container", "Cannot recognise the file as a film");
}

function factsOf(
  tracks: Tracks | Error,
  { order, sizeBytes }: { order: BoxOrder | null; sizeBytes: number },
): FilmFacts {
  const faststart = order?.isFaststart ?? null;
  const indexBytes = order?.tables?.length ?? null;
  if (tracks instanceof Error) {
    if (order?.isCutShort) return truncated({ ...NO_FACTS, faststart });
    return { ...broken("unreadable", tracks.message), faststart };
  }
  const { durationS } = tracks;
  const bitrateBps = durationS === null || durationS <= 0
    ? null
    : Math.round((sizeBytes * 8) / durationS);
  const facts: FilmFacts = {
    ...tracks,
    bitrateBps,
    faststart,
    indexBytes,
    problem: null,
  };
  if (order?.isCutShort) return truncated(facts);
  if (facts.video !== null || facts.audio.length > 0) return facts;
  return {
    ...facts,
    problem: { code: "no-tracks", detail: "Cannot find picture or sound" },
  };
}

function truncated(facts: FilmFacts): FilmFacts {
  const detail =
    "Cannot find the end of the film as the file is shorter than its tables say";
  return { ...facts, problem: { code: "truncated", detail } };
}

function broken(code: FilmProblem["code"], detail: string): FilmFacts {
  return { ...NO_FACTS, problem: { code, detail } };
}

interface Watched {
  readonly reader: Reader;
  /** What the reader threw first, if it did. */
  readonly failure: { readonly cause: unknown } | null;
}

/** Tells errors of the line from errors of the film. */
function watchFailure(reader: Reader): Watched {
  let failure: Watched["failure"] = null;
  return {
    get failure() {
      return failure;
    },
    reader: {
      sizeBytes: reader.sizeBytes,
      async read(offset, length) {
        try {
          return await reader.read(offset, length);
        } catch (cause) {
          failure ??= { cause };
          throw cause;
        }
      },
    },
  };
}
