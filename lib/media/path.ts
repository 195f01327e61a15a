/**
 * From the name in a URL to a file that may be shown, and no other.
 *
 * @module
 */
import { join, sep as SEPARATOR } from "node:path";

/** Where a name leads. */
export type FoundFile =
  /** To a regular file inside the folder; `realPath` has no symlink left. */
  | {
    readonly type: "file";
    readonly realPath: string;
    readonly name: string;
    /** Whether it is served only as long as the folder has none of that name. */
    readonly isStandIn: boolean;
  }
  /** To nothing that is there, or nothing that is shown; the same to a stranger. */
  | { readonly type: "absent" }
  /** The name is no name, such as one with a broken escape. */
  | { readonly type: "unreadable" };

const ABSENT: FoundFile = { type: "absent" };

/** The longest name that is looked at, in UTF-16 units; Linux allows 4,096 bytes. */
const NAME_LENGTH_MAX = 4096;

/**
 * Reads the name of a film from the rest of a URL's path, decoding it once.
 * Each part between slashes is decoded on its own, so an encoded slash cannot
 * make a part more; a part that is empty, starts with a dot (`..`, `.git`) or
 * holds a slash, backslash or NUL names nothing.
 *
 * @param rawPath The path after `/media/`, still percent-encoded.
 * @returns The name with plain slashes; null where there is none.
 * @throws {URIError} If an escape is broken.
 */
export function readFilmName(rawPath: string): string | null {
  if (rawPath.length > NAME_LENGTH_MAX) return null;
  const parts = rawPath.split("/").map(decodeURIComponent);
  return parts.every(isShownPart) ? parts.join("/") : null;
}

/** Tells whether one part of a path may be shown, for the URL and the listing alike. */
export function isShownPart(part: string): boolean {
  return part !== "" && !part.startsWith(".") && !/[/\\\0]/.test(part);
}

/**
 * Writes the URL path of a film.
 *
 * @param name Its name inside the folder, with plain slashes.
 */
export function filmUrl(name: string): string {
  return `/media/${name.split("/").map(encodeURIComponent).join("/")}`;
}

/**
 * Finds the file that a URL names.
 *
 * @param mediaDir The folder; it may be missing, then nothing is found.
 * @param rawPath The path after `/media/`, still percent-encoded.
 */
export async function findFile(
  mediaDir: string,
  rawPath: string,
): Promise<FoundFile> {
  let name: string | null;
  try {
    name = readFilmName(rawPath);
  } catch (error) {
    if (error instanceof URIError) return { type: "unreadable" };
    throw error;
  }
  if (name === null) return ABSENT;
  const realPath = await realFileWithin(mediaDir, name);
  return realPath === null ? ABSENT : {
    type: "file",
    realPath,
    name,
    isStandIn: false,
  };
}

/**
 * Follows symlinks and checks that a regular file inside the folder is reached.
 *
 * @param name A path relative to the folder.
 * @returns The path without symlinks, or null when it may not be shown.
 */
export async function realFileWithin(
  mediaDir: string,
  name: string,
): Promise<string | null> {
  try {
    const root = await Deno.realPath(mediaDir);
    const realPath = await Deno.realPath(join(root, name));
    const inside = realPath.startsWith(
      root.endsWith(SEPARATOR) ? root : root + SEPARATOR,
    );
    // A fifo would hang whoever opens it, a directory has no bytes.
    return inside && (await Deno.stat(realPath)).isFile ? realPath : null;
  } catch (error) {
    if (isAbsence(error)) return null;
    throw error;
  }
}

/** Errors that say: there is no such file for us. */
export function isAbsence(error: unknown): boolean {
  if (error instanceof Deno.errors.NotFound) return true;
  if (error instanceof Deno.errors.PermissionDenied) return true;
  // Outside of what Deno lets us read.
  if (error instanceof Deno.errors.NotCapable) return true;
  if (error instanceof Deno.errors.NotADirectory) return true;
  if (error instanceof Deno.errors.FilesystemLoop) return true;
  // Names too long for the system have no class of their own.
  return error instanceof Error && "code" in error &&
    error.code === "ENAMETOOLONG";
}
