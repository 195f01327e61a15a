/**
 * Buffers that are used again, since making a new one per chunk is the main
 * cost of sending a file from JavaScript.
 *
 * @module
 */

type Bytes = Uint8Array<ArrayBuffer>;

/** Lends buffers, large ones while few are lent. */
export interface BufferPool {
  /** How large the next chunk of an answer of so many bytes may be, in bytes. */
  chunkBytes(answerBytes: number): number;
  /** The smallest buffer that holds so many bytes, with old bytes in it; nobody else holds it. */
  take(bytes: number): Bytes;
  /** Takes buffers back that nothing reads any more. */
  give(buffers: Iterable<Bytes>): void;
}

const KIB = 1024;
const MIB = 1024 * KIB;

/** Each size of buffer, up to how many lent bytes in all it is lent, and for answers up to which length. */
export interface BufferSize {
  readonly bytes: number;
  readonly lentBytesMax: number;
  readonly answerBytesMax: number;
}

/**
 * Chunks of 256 KiB cost less to send than those of 64, which is what Deno writes to a socket at
 * once, and those less than small ones; but whoever is slow holds several of them. So the few have
 * the large ones; of many, those who ask for a whole film take it for as long as it plays, and hold
 * little. Measured in docs/media.md.
 */
export const BUFFER_SIZES: readonly BufferSize[] = [
  { bytes: 256 * KIB, lentBytesMax: 4 * MIB, answerBytesMax: Infinity },
  { bytes: 64 * KIB, lentBytesMax: 16 * MIB, answerBytesMax: MIB },
  { bytes: 16 * KIB, lentBytesMax: Infinity, answerBytesMax: Infinity },
];

/** Unused buffers kept for the next request, in bytes; more are left to the collector. */
export const IDLE_BYTES_MAX = 8 * MIB;

/** Makes a pool; `sizes` come from the largest to the smallest. */
export function createBufferPool(
  sizes: readonly BufferSize[] = BUFFER_SIZES,
  idleBytesMax = IDLE_BYTES_MAX,
): BufferPool {
  const shelves = sizes.map(({ bytes }) => ({
    bytes,
    idle: new Array<Bytes>(),
  }));
  let idleBytes = 0;
  let lentBytes = 0;
  return {
    chunkBytes: (answerBytes) =>
      sizes.find(({ lentBytesMax, answerBytesMax }) =>
        lentBytes < lentBytesMax && answerBytes <= answerBytesMax
      )?.bytes ?? sizes.at(-1)?.bytes ?? 0,
    take(bytes) {
      const shelf = shelves.findLast((one) => one.bytes >= bytes);
      if (shelf === undefined) {
        throw new RangeError(`Cannot lend ${bytes} bytes`);
      }
      lentBytes += shelf.bytes;
      const buffer = shelf.idle.pop();
      if (buffer === undefined) return new Uint8Array(shelf.bytes);
      idleBytes -= shelf.bytes;
      return buffer;
    },
    give(buffers) {
      for (const buffer of buffers) {
        lentBytes -= buffer.length;
        if (idleBytes + buffer.length > idleBytesMax) continue;
        idleBytes += buffer.length;
        shelves.find(({ bytes }) => bytes === buffer.length)?.idle.push(buffer);
      }
    },
  };
}
