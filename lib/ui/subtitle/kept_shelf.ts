import type { Film } from "@/lib/client/mod.ts";

/** What choices are kept on: the part of `Storage` that is used. */
export type Shelf = Pick<Storage, "getItem" | "setItem">;

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
export function keptPairs(shelf: Shelf): readonly (readonly unknown[])[] {
  try {
    const data: unknown = JSON.parse(shelf.getItem(KEPT_KEY) ?? "[]");
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
  if (key === null) return false;
  try {
    return keptPairs(localStorage).some(([known, choice]) =>
      known === key && choice !== "off"
    );
  } catch {
    // A browser that keeps nothing throws at the mere look.
    return false;
  }
}
