import {
  type CanPlay,
  type MendReason,
  mendReason,
} from "@/lib/film/mend_reason.ts";
import type {
  FilmFacts,
  UnreachableReason,
  VideoFacts,
} from "@/lib/film/mod.ts";
import type { Film } from "@/lib/client/mod.ts";
import type { LibraryFilm } from "./library_film.ts";

/** A film as its mending is written from. */
export interface MendableFilm {
  readonly name: string;
  readonly facts: FilmFacts;
}

/** What is known of a film beyond what the player sees. */
export interface FilmDetails {
  readonly bytes: number | null;
  /** Null where they could not be read. */
  readonly facts: FilmFacts | null;
  /** What stands in the way of playing it here. */
  readonly lack: MendReason | null;
  /**
   * What the line that mends it is written from; null where the file is broken or unknown, which no
   * encoding mends.
   */
  readonly mendable: MendableFilm | null;
  /** Why a link tells no more. */
  readonly unreachable: UnreachableReason | null;
}

/** What finding out needs of the page. */
export interface DetailsNeeds {
  readonly films: readonly LibraryFilm[];
  readonly canPlay: CanPlay;
  /**
   * What the browser's Media Capabilities say of a picture of this codec and size; they know what
   * the decoder at hand can do, where `canPlayType` knows formats.
   */
  readonly canDecode: (
    video: Pick<VideoFacts, "codec" | "width" | "height">,
  ) => Promise<boolean>;
  readonly signal: AbortSignal;
}

/**
 * Finds out about a film: a server's one from its list, a link from ranges of it, an own file from
 * the file.
 *
 * @returns null where the film is not in the list, or not looked into yet
 * @throws {Error} when aborted, or when the browser cannot read the file any more
 */
export async function findDetails(
  film: Film,
  needs: DetailsNeeds,
): Promise<FilmDetails | null> {
  if (film.kind !== "film") {
    // Reading a file takes more code than a list, and most rooms watch what is listed.
    const { readDetails } = await import("./read_details.ts");
    return await readDetails(film, needs);
  }
  const listed = listedAs(film, needs.films);
  if (listed === null) return null;
  const { name, bytes } = listed;
  return await detailsOf({ name, bytes, facts: factsOf(listed) }, needs);
}

/** What the list says of a film of the server; null where it is not there. */
export function listedAs(
  film: Pick<Film, "url">,
  films: readonly LibraryFilm[],
): LibraryFilm | null {
  return films.find(({ url }) => isSamePath(url, film.url)) ?? null;
}

// Two ways to escape one path, a query that names the viewer, and the same film in clips.
function isSamePath(a: string, b: string): boolean {
  const plain = (url: string) =>
    decodeURIComponent(url.replace(/\?.*$/, ""))
      .replace(/^\/hls(\/.+)\/index\.m3u8$/, "/media$1");
  return plain(a) === plain(b);
}

/** Judges what was read of a film for this browser. */
export async function detailsOf(
  { name, bytes, facts }: {
    name: string;
    bytes: number;
    facts: FilmFacts | null;
  },
  { canPlay, canDecode }: DetailsNeeds,
): Promise<FilmDetails> {
  if (facts === null || facts.problem !== null || facts.container === null) {
    return { bytes, facts, lack: null, mendable: null, unreachable: null };
  }
  const { video } = facts;
  const isDecoded = video === null || video.codec === null ||
    await canDecode(video);
  const reason = mendReason(
    facts,
    (type) => (isDecoded || !type.startsWith("video/")) && canPlay(type),
  );
  return {
    bytes,
    facts,
    // Browsers that fetch ranges play a film whose tables come last well; only the start takes longer.
    lack: reason === "not-faststart" ? null : reason,
    mendable: { facts, name },
    unreachable: null,
  };
}

// The list says of a film all that is shown and weighed here.
function factsOf(film: LibraryFilm): FilmFacts | null {
  if (!film.isRead) return null;
  const {
    container,
    durationS,
    faststart,
    codecs,
    codecNames,
    audio,
    problem,
  } = film;
  return {
    container,
    durationS,
    bitrateBps: null,
    faststart,
    indexBytes: null,
    video: codecNames.video === null ? null : {
      codec: codecs.video,
      name: codecNames.video,
      profile: null,
      width: film.width ?? 0,
      height: film.height ?? 0,
      fps: null,
    },
    audio,
    problem,
  };
}
