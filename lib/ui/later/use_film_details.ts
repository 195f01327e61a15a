import { type ReadonlySignal, useComputed, useSignal } from "@preact/signals";
import { useRoom } from "../room_context.ts";
import { useSteadyEffect } from "../use_steady_effect.ts";
import type { Film } from "@/lib/client/mod.ts";
import type { VideoFacts } from "@/lib/film/mod.ts";
import { type FilmDetails, findDetails } from "./film_details.ts";
import { isDark } from "./lacks.ts";
import type { LibraryFilm } from "./library_film.ts";
import { useLibrary } from "./library_store.ts";

/** All that is known of a film that could not be looked into. */
const UNFOUND: FilmDetails = {
  bytes: null,
  facts: null,
  lack: null,
  mendable: null,
  unreachable: null,
};

/**
 * What is known of the film that I watch; null while it is being found out. Code and bytes that
 * finding out takes are fetched only once the panel is seen and the player has what it needs.
 */
export function useFilmDetails(
  visible: ReadonlySignal<boolean>,
): ReadonlySignal<FilmDetails | null> {
  const { view, watching } = useRoom();
  const { library } = useLibrary();
  const details = useSignal<FilmDetails | null>(null);
  const films = useComputed(() =>
    library.value.state === "ready" ? library.value.films : null
  );
  // Once seen is enough: a panel that comes and goes must not read a link again and again.
  const seen = useSignal(false);
  useSteadyEffect(() => {
    if (visible.value) seen.value = true;
  });
  // What the server has read costs nothing to know, and the others want to know who cannot play it,
  // also of a link, once it is seen to have no picture.
  const isReady = useComputed(() =>
    watching.film.value?.kind === "film" || isDark(view.value) ||
    (seen.value &&
      view.value.state !== "empty" && view.value.state !== "loading")
  );
  useSteadyEffect(() => {
    const wanted = watching.film.value;
    // The list matters to its own films only: a change of it must not read a link anew.
    const listed = wanted?.kind === "film" ? films.value : [];
    if (wanted === null || listed === null || !isReady.value) return;
    const abort = new AbortController();
    find(wanted, listed, abort.signal).then((found) => {
      if (!abort.signal.aborted) details.value = found;
    });
    return () => {
      abort.abort();
      details.value = null;
    };
  });
  return details;
}

async function find(
  film: Film,
  films: readonly LibraryFilm[],
  signal: AbortSignal,
): Promise<FilmDetails | null> {
  try {
    return await findDetails(film, { films, canPlay, canDecode, signal });
  } catch {
    // What cannot be found out stays unknown; the film itself plays or says why not.
    return UNFOUND;
  }
}

function canPlay(mimeType: string): boolean {
  return document.createElement("video").canPlayType(mimeType) !== "";
}

/** Frames per second and bits per second of a film that does not tell. */
const USUAL = { framerate: 25, bitrate: 2_000_000 };

async function canDecode(
  { codec, width, height }: Pick<VideoFacts, "codec" | "width" | "height">,
): Promise<boolean> {
  // Where a container never holds a codec Chromium complains of the question.
  const container = codec?.startsWith("vp") ? "webm" : "mp4";
  const contentType = `video/${container}; codecs="${codec}"`;
  const video = { ...USUAL, contentType, width, height };
  try {
    const asked = { type: "file", video } as const;
    return (await navigator.mediaCapabilities.decodingInfo(asked)).supported;
  } catch {
    // An old browser, or a type that it does not take for one: canPlayType() has the word.
    return true;
  }
}
