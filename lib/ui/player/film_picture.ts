import type { Film } from "@/lib/client/mod.ts";

/** Between two pictures that the server makes of a film, in s; as lib/media/preview/. */
const EACH_S = 10;
/** Pictures of a film that are looked at, at the most: a bar is hardly wider. */
const PICTURES_MAX = 100;

/**
 * Where a small picture of the film lies; null for films that are not the server's.
 *
 * @param atS seconds into the film
 * @param durationS its length in s
 */
export function pictureAddress(
  film: Pick<Film, "kind" | "url"> | null,
  { atS, durationS }: { readonly atS: number; readonly durationS: number },
): string | null {
  if (film?.kind !== "film") return null;
  const [, path = ""] = /^\/media\/([^?]+)/.exec(film.url) ??
    /^\/hls\/([^?]+)\/index\.m3u8/.exec(film.url) ?? [];
  if (path === "") return null;
  const stepS = Math.max(1, Math.ceil(durationS / PICTURES_MAX / EACH_S)) *
    EACH_S;
  const at = Math.max(0, Math.floor(atS / stepS)) * stepS;
  return `/preview/${path}?at=${at}`;
}
