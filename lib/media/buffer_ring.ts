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
 * socket, and a queue that takes one more as long as it holds less than 64 KiB. So all is read of
 * which the later chunks, without the newest, are fewer bytes than that; 8 KiB are for luck, and
 * HTTP/2 has 400 KiB in a queue of its own. The tests with slow clients prove it byte for byte.
 */
export const HELD_BYTES = { http1: 72 * 1024, http2: 640 * 1024 } as const;

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
   * @param heldBytes How many bytes before the newest chunk are still read; see
   * {@linkcode HELD_BYTES}.
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

  /** A buffer, once those whose bytes have left are given back. */
  #left(bytes: number): Bytes {
    const newestBytes = this.#used.at(-1)?.bytes ?? 0;
    let laterBytes = this.#used.reduce((sum, one) => sum + one.bytes, 0);
    for (;;) {
      const [oldest] = this.#used;
      if (oldest === undefined) break;
      laterBytes -= oldest.bytes;
      if (laterBytes - newestBytes < this.#heldBytes) break;
      this.#used.shift();
      this.#pool.give([oldest.buffer]);
    }
    return this.#pool.take(bytes);
  }
}
