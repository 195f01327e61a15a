/**
 * Opens a file and reads its facts from the handle, so that what is said of it
 * is true of the bytes that follow.
 *
 * @module
 */
import type { FileFacts } from "./answer.ts";
import { entityTag } from "./entity_tag.ts";
import { mediaType } from "./film_types.ts";

/** An open file and what is known of it; whoever holds it closes it. */
export interface OpenedFile {
  readonly file: Deno.FsFile;
  readonly facts: FileFacts;
}

/**
 * Opens a regular file.
 *
 * @param realPath A path without symlinks.
 * @returns Null when it has become something else meanwhile.
 * @throws {Deno.errors.NotFound} And the like, when it cannot be opened.
 */
export async function openFile(realPath: string): Promise<OpenedFile | null> {
  const file = await Deno.open(realPath, { read: true });
  try {
    const info = await file.stat();
    if (info.isFile) return { file, facts: fileFacts(realPath, info) };
    file.close();
    return null;
  } catch (error) {
    file.close();
    throw error;
  }
}

/** What HTTP says of a file, from its status. */
export function fileFacts(
  name: string,
  { size, mtime, ino }: Deno.FileInfo,
): FileFacts {
  // A file system without times still has a size to tell versions apart.
  const mtimeMs = mtime?.getTime() ?? 0;
  return {
    sizeBytes: size,
    mtimeMs,
    etag: entityTag({ sizeBytes: size, mtimeMs, inode: ino }),
    type: mediaType(name),
  };
}
