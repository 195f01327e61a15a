import { effect, type ReadonlySignal } from "@preact/signals";
import type { Film } from "@/lib/client/mod.ts";
import type { Pilot } from "@/lib/player/mod.ts";

/**
 * Keeps in the player what is watched. While that is nothing, as long as the viewer has not chosen
 * their copy of a local film, the film before it does not go on.
 *
 * @returns how to stop
 */
export function followFilm(
  film: ReadonlySignal<Film | null>,
  pilot: Pick<Pilot, "load" | "unload">,
): () => void {
  return effect(() => {
    if (film.value === null) pilot.unload();
    else pilot.load(film.value);
  });
}
