/**
 * A film that the viewer picked from their own disk.
 *
 * @module
 */
import type { Reader } from "./reader.ts";

/** Reads a `File` or `Blob`; nothing is uploaded, nothing must be closed. */
export function blobReader(blob: Blob): Reader {
  return {
    sizeBytes: blob.size,
    read: async (offset, length) =>
      new Uint8Array(await blob.slice(offset, offset + length).arrayBuffer()),
  };
}
