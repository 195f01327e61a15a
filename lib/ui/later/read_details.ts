import type { Film } from "@/lib/client/mod.ts";
import {
  blobReader,
  openUrl,
  readFacts,
  UnreachableError,
} from "@/lib/film/mod.ts";
import {
  type DetailsNeeds,
  detailsOf,
  type FilmDetails,
} from "./film_details.ts";

/**
 * Reads a film that no list knows: a link from ranges of it, an own file from the file.
 *
 * @throws {Error} when aborted, or when the browser cannot read the file any more
 */
export async function readDetails(
  film: Film,
  needs: DetailsNeeds,
): Promise<FilmDetails> {
  const { file } = film;
  if (file === null) return await linkDetails(film, needs);
  const facts = await readFacts(blobReader(file));
  return await detailsOf({ name: file.name, bytes: file.size, facts }, needs);
}

async function linkDetails(
  { url, title: name }: Film,
  needs: DetailsNeeds,
): Promise<FilmDetails> {
  try {
    const reader = await openUrl(url, { signal: needs.signal });
    const facts = await readFacts(reader);
    const named = { name, bytes: reader.sizeBytes, facts };
    // A playlist is small and no film: its size would be told as the film's.
    return facts.container === null
      ? { ...await detailsOf(named, needs), bytes: null }
      : await detailsOf(named, needs);
  } catch (error) {
    if (!(error instanceof UnreachableError)) throw error;
    return {
      bytes: error.sizeBytes,
      facts: null,
      lack: null,
      mendable: null,
      unreachable: error.reason,
    };
  }
}
