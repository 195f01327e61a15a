/**
 * Buffers that are used again, since making a new one per chunk is the main
 * cost of sending a file from JavaScript.
 *
 * @module
 */

/** Lends buffers of one size. */
export interface BufferPool {
  /** A buffer with old bytes in it; nobody else holds it. */
  take(): Uint8Array<ArrayBuffer>;
  /** Takes buffers back that nothing reads any more. */
  give(buffers: Iterable<Uint8Array<ArrayBuffer>>): void;
}

/**
 * Makes a pool.
 *
 * @param bufferBytes Size of each buffer.
 * @param idleMax How many unused ones it keeps; more are left to the collector.
 */
export function createBufferPool(
  bufferBytes: number,
  idleMax: number,
): BufferPool {
  const idle: Uint8Array<ArrayBuffer>[] = [];
  return {
    take: () => idle.pop() ?? new Uint8Array(bufferBytes),
    give(buffers) {
      for (const buffer of buffers) {
        if (idle.length < idleMax) idle.push(buffer);
      }
    },
  };
}
