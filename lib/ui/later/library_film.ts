import * as v from "valibot";
import type { FilmProblem } from "@/lib/film/mod.ts";

const PROBLEM_CODES = [
  "empty",
  "truncated",
  "unknown-container",
  "no-tracks",
  "unreadable",
] as const satisfies FilmProblem["code"][];

const fact = () => v.nullable(v.pipe(v.number(), v.finite(), v.minValue(0)));
const codecPair = () =>
  v.object({
    video: v.nullable(v.string()),
    audio: v.nullable(v.string()),
  });

/** A film as `/api/library` lists it, as far as the page shows it. */
export const LIBRARY_FILM = v.object({
  path: v.string(),
  url: v.string(),
  name: v.string(),
  bytes: v.pipe(v.number(), v.finite(), v.minValue(0)),
  durationS: fact(),
  /** Such as `MP4`. */
  container: v.nullable(v.string()),
  /** RFC 6381 strings, as `canPlayType` wants them. */
  codecs: codecPair(),
  /** The same in the words of people, such as `H.264 High@3.0`. */
  codecNames: codecPair(),
  faststart: v.nullable(v.boolean()),
  /** Its sound tracks. */
  audio: v.array(v.object({
    codec: v.nullable(v.string()),
    name: v.string(),
    channels: v.number(),
    sampleRateHz: v.number(),
    language: v.nullable(v.string()),
    isDefault: v.boolean(),
  })),
  width: fact(),
  height: fact(),
  /** Subtitle files that lie beside it, by their paths. */
  subtitles: v.optional(v.array(v.string()), []),
  /** Whether the film has been looked into; until then all facts are null. */
  isRead: v.boolean(),
  /** Why it will not play. */
  problem: v.nullable(v.object({
    // A newer server may know more reasons than this page.
    code: v.fallback(v.picklist(PROBLEM_CODES), "unreadable"),
    detail: v.string(),
  })),
});

const LIBRARY = v.object({
  films: v.array(LIBRARY_FILM),
  /** Whether the folder holds more than is listed. */
  isCutShort: v.optional(v.boolean(), false),
});

/** A film of the server; see {@linkcode LIBRARY_FILM}. */
export type LibraryFilm = Readonly<v.InferOutput<typeof LIBRARY_FILM>>;

/**
 * Reads the answer of `/api/library`.
 *
 * @throws {TypeError} when the answer has another shape
 */
export function readLibrary(
  data: unknown,
): Readonly<v.InferOutput<typeof LIBRARY>> {
  const read = v.safeParse(LIBRARY, data);
  if (read.success) return read.output;
  throw new TypeError("Cannot read the list of films as its shape is unknown");
}

/** Films drawn at most; the search box finds the others. */
export const FILMS_SHOWN_MAX = 100;

/** The first films whose path holds the search text in any case, and how many there are. */
export function findFilms(
  films: readonly LibraryFilm[],
  search: string,
): { readonly shown: readonly LibraryFilm[]; readonly found: number } {
  const wanted = search.trim().toLocaleLowerCase();
  const found = films.filter((film) =>
    film.path.toLocaleLowerCase().includes(wanted)
  );
  return { shown: found.slice(0, FILMS_SHOWN_MAX), found: found.length };
}
