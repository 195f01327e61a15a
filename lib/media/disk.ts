/**
 * Films on disk, as a port: where the system allows it bytes that lie in
 * memory already are read without leaving the thread, all others never hold it
 * up.
 *
 * @module
 */
import { openPortably } from "./portable_disk.ts";
import { linuxDisk } from "./linux_disk.ts";

/** One exact state of a file: if any of it changes, the file has changed. */
export interface FileIdentity {
  readonly sizeBytes: number;
  /** Last change of the content, in nanoseconds since 1970, as fine as the system tells. */
  readonly mtimeNs: bigint;
  /** Last change of content, name or rights; 0 where the system does not tell. */
  readonly ctimeNs: bigint;
  /** Number of the file on its disk; 0 where the system has none. */
  readonly inode: bigint;
}

/** An open file; whoever holds it closes it. */
export interface DiskFile {
  readonly identity: FileIdentity;
  /** Its number among the open files of this process, where the system may be asked to send it. */
  readonly descriptor?: number | undefined;
  /**
   * Whether its path still leads to this very state of it, told at once; false
   * also where this system has to wait for the answer.
   */
  isCurrent(): boolean;
  /**
   * Reads into the buffer from a place in the file on, as much as comes at
   * once. Where it can tell whether it `isCurrent()`, many may read at a time.
   *
   * @returns How many bytes, 0 at the end; at once where they lie in memory.
   */
  readAt(
    buffer: Uint8Array<ArrayBuffer>,
    offset: number,
  ): number | Promise<number>;
  /** Closes it, once no read is under way. */
  close(): void;
}

/** A disk. */
export interface Disk {
  /**
   * Opens a regular file; gives null for anything else, and never waits for a
   * fifo's other end.
   *
   * @throws {Deno.errors.NotFound} And the like, when it cannot be opened.
   */
  open(realPath: string): Promise<DiskFile | null>;
}

/** The best disk this system has; asks for nothing that was not allowed. */
export function systemDisk(): Disk {
  return linuxDisk() ?? { open: openPortably };
}
