import { effect, type ReadonlySignal, type Signal } from "@preact/signals";
import type { Film } from "@/lib/client/mod.ts";
import type { Timeline } from "@/lib/protocol/mod.ts";
import type { OwnCopy } from "./copy_shift.ts";

/** What of a film is checked, and where the answers go. */
export interface FilmCheckParts {
  readonly film: ReadonlySignal<Film | null>;
  readonly timeline: ReadonlySignal<Timeline | null>;
  /** Hears of a film of the server that cannot be cut. */
  refuse(path: string): void;
  /** My own copy of the room's film; null while nothing is known of it. */
  readonly copy: Signal<OwnCopy | null>;
  /** How much later my copy is, as I set it; null where I did not. */
  readonly shiftS: Signal<number | null>;
  /** Brings the code that checks. */
  load(): Promise<
    Pick<typeof import("./film_checks.ts"), "refusedPath" | "matchCopy">
  >;
}

/**
 * Checks a film whenever another is watched: one that comes as clips, or an own copy.
 *
 * @returns how to stop
 */
export function checkFilms(parts: FilmCheckParts): () => void {
  const { timeline, copy, shiftS } = parts;
  let turn = 0;
  const check = async (film: Film, mine: number) => {
    const { refusedPath, matchCopy } = await parts.load();
    const own = await matchCopy(film, timeline.peek());
    const path = await refusedPath(film.url);
    if (mine !== turn) return;
    copy.value = own;
    shiftS.value = own?.keptS ?? null;
    if (path !== null) parts.refuse(path);
  };
  const stop = effect(() => {
    const film = parts.film.value;
    turn++;
    copy.value = null;
    shiftS.value = null;
    if (
      film === null || (film.file === null && !film.url.startsWith("/hls/"))
    ) {
      return;
    }
    // What is not found out is not known.
    check(film, turn).catch(() => {});
  });
  return () => {
    turn++;
    stop();
  };
}
