import type { Film } from "@/lib/client/mod.ts";
import { findShelf, type Shelf } from "../shelf.ts";

/** Under which name choices of subtitles are kept: pairs of film and choice, the newest last. */
export const KEPT_KEY = "17kan-subtitles";

/** By what a film is known on another day; null for a file of one's own, which is picked anew. */
export function filmKey(
  film: Pick<Film, "kind" | "title" | "url"> | null,
): string | null {
  if (film === null || film.kind === "local") return null;
  return film.kind === "film" ? film.title : film.url;
}

/** All that is kept; nothing where it cannot be read, since anyone can write there. */
export function keptPairs(
  shelf: Shelf | null,
): readonly (readonly unknown[])[] {
  try {
    const data: unknown = JSON.parse(shelf?.getItem(KEPT_KEY) ?? "[]");
    return Array.isArray(data)
      ? data.filter((pair) => Array.isArray(pair))
      : [];
  } catch {
    return [];
  }
}

/** Whether this browser keeps subtitles that were chosen for a film. */
export function hasKept(film: Film | null): boolean {
  const key = filmKey(film);
  return key !== null &&
    keptPairs(findShelf()).some(([known, choice]) =>
      known === key && choice !== "off"
    );
}
