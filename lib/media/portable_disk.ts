/**
 * Files by Deno alone, on any system: every read is done on another thread.
 *
 * @module
 */
import type { DiskFile } from "./disk.ts";

/**
 * Opens a regular file.
 *
 * @returns Null for anything else, which is looked at before it is opened, as a
 * fifo would hold up who opens it.
 * @throws {Deno.errors.NotFound} And the like, when it cannot be opened.
 */
export async function openPortably(realPath: string): Promise<DiskFile | null> {
  if (!(await Deno.stat(realPath)).isFile) return null;
  const file = await Deno.open(realPath, { read: true });
  try {
    const { isFile, size, mtime, ino } = await file.stat();
    if (isFile) {
      return new PortableFile(file, {
        sizeBytes: size,
        // A file system without times still has a size to tell versions apart.
        mtimeNs: BigInt(mtime?.getTime() ?? 0) * 1_000_000n,
        ctimeNs: 0n,
        inode: BigInt(ino ?? 0),
      });
    }
  } catch (error) {
    file.close();
    throw error;
  }
  file.close();
  return null;
}

class PortableFile implements DiskFile {
  readonly #file: Deno.FsFile;
  readonly identity: DiskFile["identity"];
  /** Where the file's own position is. */
  #offset = 0;

  constructor(file: Deno.FsFile, identity: DiskFile["identity"]) {
    this.#file = file;
    this.identity = identity;
  }

  isCurrent(): boolean {
    return false;
  }

  async readAt(
    buffer: Uint8Array<ArrayBuffer>,
    offset: number,
  ): Promise<number> {
    if (offset !== this.#offset) {
      await this.#file.seek(offset, Deno.SeekMode.Start);
      this.#offset = offset;
    }
    const length = await this.#file.read(buffer) ?? 0;
    this.#offset += length;
    return length;
  }

  close(): void {
    this.#file.close();
  }
}
