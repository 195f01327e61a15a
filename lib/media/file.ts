/**
 * Sends a stretch of a file: chunks driven from JavaScript, because
 * `file.readable` is slow and starves everything beside it.
 *
 * @module
 */
import type { BufferPool } from "./buffer_pool.ts";
import type { SegmentPen } from "./meter.ts";
import type { Lane } from "./pace/pacer.ts";
import type { ByteRange } from "./range.ts";

/** Bytes read and handed over at a time: fewer and JavaScript is the cost. */
export const CHUNK_BYTES = 128 * 1024;

/**
 * Buffers that one response goes round. A chunk is lent to Deno without a
 * copy, so its buffer may be filled again only when its bytes have left. When
 * the next chunk is asked for, Deno and hyper hold the chunk before it, the
 * last 64 KiB of what stands ahead in Deno's channel, 64 KiB on their way to
 * hyper, and at most 408 KiB in hyper's own queue (400 KiB with HTTP/2): with
 * 128 KiB chunks seven are safe, and one is for luck. The test with slow
 * clients proves it byte for byte.
 */
export const RING_BUFFERS = 8;

/** The file that is sent, opened and placed at the first byte. */
export interface OpenFile {
  /** Reads into the buffer: how many bytes, or null at the end of the file. */
  read(buffer: Uint8Array): Promise<number | null>;
  /** Closes it; called once. */
  close(): void;
}

/** What sending needs. */
export interface FileBodyOptions {
  readonly file: OpenFile;
  /** The bytes to send, which exist as far as is known. */
  readonly range: ByteRange;
  readonly pen: SegmentPen;
  readonly pool: BufferPool;
  /** Its place at the server's line; closed at the end. */
  readonly lane: Lane;
  /** A monotonic clock. */
  readonly nowMs: () => number;
  /**
   * Settles when nobody reads the response's buffers any more: fulfilled when
   * it went out whole, rejected when not. Without it buffers are not used
   * again by others, and the end is when the last chunk was handed over.
   */
  readonly completed?: Promise<void> | undefined;
}

/**
 * Makes a body of exactly the bytes of a range. The file is closed at the end,
 * at an error and when the client leaves, whichever comes first. A file that
 * turns out shorter errors the stream, which breaks the connection: the client
 * learns that the answer is not whole.
 */
export function fileBody(
  options: FileBodyOptions,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  const sending = new Sending(options);
  return new ReadableStream({
    pull: (controller) => sending.pull(controller),
    cancel: () => sending.stop("aborted"),
  }, { highWaterMark: 0 });
}

class Sending {
  readonly #options: FileBodyOptions;
  readonly #ring: Uint8Array<ArrayBuffer>[] = [];
  /** The buffer that is being filled, and how far: pieces of a paced film are smaller than it. */
  #place = -1;
  #usedBytes = CHUNK_BYTES;
  #leftBytes: number;
  #handedOverMs: number | null = null;
  #isReading = false;
  #isStopped = false;
  #isClosed = false;

  constructor(options: FileBodyOptions) {
    this.#options = options;
    this.#leftBytes = options.range.last - options.range.first + 1;
    options.completed?.then(
      () => this.#settle("complete"),
      () => this.#settle("aborted"),
    );
  }

  async pull(
    controller: ReadableStreamDefaultController<Uint8Array<ArrayBuffer>>,
  ): Promise<void> {
    const { pen, completed } = this.#options;
    this.#noteWait();
    const chunk = await this.#nextChunk();
    // The client may have left during the read: then nothing may be enqueued.
    if (this.#isStopped) return this.#close();
    this.#leftBytes -= chunk.length;
    pen.sent(chunk.length);
    controller.enqueue(chunk);
    this.#handedOverMs = this.#options.nowMs();
    if (this.#leftBytes > 0) return;
    controller.close();
    this.#close();
    if (completed === undefined) this.stop("complete");
  }

  /** Ends the transfer; the file is closed as soon as no read is under way. */
  stop(outcome: "complete" | "aborted"): void {
    this.#isStopped = true;
    this.#options.pen.end(outcome);
    this.#options.lane.close();
    if (!this.#isReading) this.#close();
  }

  async #nextChunk(): Promise<Uint8Array<ArrayBuffer>> {
    const chunk = this.#room(await this.#turn());
    this.#isReading = true;
    try {
      for (let filled = 0; filled < chunk.length;) {
        filled += await this.#read(chunk.subarray(filled));
      }
      return chunk;
    } catch (error) {
      this.#isReading = false;
      this.stop("aborted");
      throw error;
    } finally {
      this.#isReading = false;
    }
  }

  async #read(buffer: Uint8Array): Promise<number> {
    const { file, nowMs, pen, range } = this.#options;
    const startedMs = nowMs();
    const length = await file.read(buffer);
    pen.read(nowMs() - startedMs);
    if (length) return length;
    const missing = range.last + 1 - this.#leftBytes;
    throw new RangeError(
      `Cannot read byte ${missing} as the file has become shorter`,
    );
  }

  /** Waits until the line takes more of this film: how many bytes, 0 when it is over. */
  async #turn(): Promise<number> {
    const { lane, nowMs, pen } = this.#options;
    if (this.#usedBytes === CHUNK_BYTES) {
      this.#usedBytes = 0;
      this.#place = (this.#place + 1) % RING_BUFFERS;
    }
    const askedMs = nowMs();
    const bytes = await lane.take(
      Math.min(CHUNK_BYTES - this.#usedBytes, this.#leftBytes),
    );
    pen.held(nowMs() - askedMs);
    return bytes;
  }

  /** The next bytes of the ring; filled one after the other, none is used again too soon. */
  #room(bytes: number): Uint8Array<ArrayBuffer> {
    // The ring has gone back already where the client left while it waited for its turn.
    if (bytes === 0) return new Uint8Array(0);
    const buffer = this.#ring[this.#place] ??= this.#options.pool.take();
    return buffer.subarray(this.#usedBytes, this.#usedBytes += bytes);
  }

  #noteWait(): void {
    if (this.#handedOverMs === null) return;
    this.#options.pen.waited(this.#options.nowMs() - this.#handedOverMs);
    this.#handedOverMs = null;
  }

  #settle(outcome: "complete" | "aborted"): void {
    if (!this.#isStopped) this.#noteWait();
    this.stop(this.#leftBytes > 0 ? "aborted" : outcome);
    // A read that still runs writes into its buffer, so the ring stays ours.
    if (!this.#isReading) this.#options.pool.give(this.#ring.splice(0));
  }

  #close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#options.file.close();
  }
}
