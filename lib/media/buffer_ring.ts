/**
 * Buffers that one response goes round. A chunk is lent to Deno without a
 * copy, so its buffer may be filled again only when its bytes have left.
 *
 * @module
 */
import type { BufferPool } from "./buffer_pool.ts";

type Bytes = Uint8Array<ArrayBuffer>;

/**
 * What Deno (2.9) still reads when it asks for the next chunk: the one that it writes to the
 * socket, the one that it takes over, and between them as many as begin within 64 KiB; HTTP/2 has
 * 400 KiB more in a queue of its own. Twice as many bytes are left alone, and three buffers at
 * least, of which one is for luck. The tests with slow clients prove it byte for byte.
 */
export const HELD_BYTES = { http1: 128 * 1024, http2: 640 * 1024 } as const;
const HELD_BUFFERS = 3;

interface Used {
  readonly buffer: Bytes;
  bytes: number;
}

/** The buffers of one response, in the order in which they were filled. */
export class BufferRing {
  readonly #pool: BufferPool;
  readonly #heldBytes: number;
  readonly #used: Used[] = [];

  /**
   * @param heldBytes How many of the last bytes are still read; see {@linkcode HELD_BYTES}.
   */
  constructor(pool: BufferPool, heldBytes: number) {
    this.#pool = pool;
    this.#heldBytes = heldBytes;
  }

  /** Room for the next chunk: pieces of a paced film share a buffer. */
  room(bytes: number): Bytes {
    const last = this.#used.at(-1);
    const open = last !== undefined && last.bytes + bytes <= last.buffer.length
      ? last
      : this.#next(bytes);
    return open.buffer.subarray(open.bytes, open.bytes += bytes);
  }

  /** Gives all buffers back, as nobody reads them any more. */
  giveBack(): void {
    this.#pool.give(this.#used.splice(0).map(({ buffer }) => buffer));
  }

  #next(bytes: number): Used {
    const next: Used = { buffer: this.#left(bytes), bytes: 0 };
    this.#used.push(next);
    return next;
  }

  /** The oldest buffer, where its bytes have left and it is of the size that is wanted. */
  #left(bytes: number): Bytes {
    let keptBytes = this.#used.reduce((sum, one) => sum + one.bytes, 0);
    while (this.#used.length > HELD_BUFFERS) {
      keptBytes -= this.#used[0]?.bytes ?? 0;
      if (keptBytes < this.#heldBytes) break;
      const oldest = this.#used.shift();
      if (oldest !== undefined) this.#pool.give([oldest.buffer]);
    }
    return this.#pool.take(bytes);
  }
}
