/**
 * Films by their URL, the built-in one among them.
 *
 * @module
 */
import { findFile, type FoundFile } from "./path.ts";

/** The name that is served even from an empty folder. */
export const DEMO_NAME = "001.mp4";

/** Where films lie. */
export interface FilmPlaces {
  /** The folder with films; it may be missing. */
  readonly mediaDir: string;
  /** The built-in demo film. */
  readonly demoPath: string;
}

/**
 * Finds the film that a URL names; the demo film stands in where the folder has
 * none of its name.
 *
 * @param rawPath The path after `/media/`, still percent-encoded.
 */
export async function findFilm(
  rawPath: string,
  { mediaDir, demoPath }: FilmPlaces,
): Promise<FoundFile> {
  const found = await findFile(mediaDir, rawPath);
  if (found.type !== "absent" || rawPath !== DEMO_NAME) return found;
  return {
    type: "file",
    realPath: demoPath,
    name: DEMO_NAME,
    isStandIn: true,
  };
}
