import { type ReadonlySignal, useComputed } from "@preact/signals";
import { useRoom } from "../room_context.ts";
import { listedAs } from "./film_details.ts";
import type { LibraryFilm } from "./library_film.ts";
import { useLibrary } from "./library_store.ts";

/** What is wrong with the file of the server's film that I watch, though it may play for a while. */
export function useFilmFault(): ReadonlySignal<LibraryFilm["problem"]> {
  const { watching } = useRoom();
  const { library } = useLibrary();
  return useComputed(() => {
    const film = watching.film.value;
    return film?.kind === "film" && library.value.state === "ready"
      ? listedAs(film, library.value.films)?.problem ?? null
      : null;
  });
}
