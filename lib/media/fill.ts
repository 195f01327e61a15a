/**
 * Reads a stretch by as many reads as it takes.
 *
 * @module
 */

/** Reads into a buffer what stands `at` so many bytes from the start; gives how many, 0 at the end. */
export type ReadSome = (
  buffer: Uint8Array<ArrayBuffer>,
  at: number,
) => number | Promise<number>;

/** Reads so many bytes, or fewer where the end comes first. */
export async function readFully(
  length: number,
  read: ReadSome,
): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = new Uint8Array(length);
  let filled = 0;
  while (filled < length) {
    const got = await read(bytes.subarray(filled), filled);
    if (got === 0) break;
    filled += got;
  }
  return bytes.subarray(0, filled);
}
