/**
 * Sends a stretch of a file: chunks driven from JavaScript, because
 * `file.readable` is slow and starves everything beside it.
 *
 * @module
 */
import type { BufferPool } from "./buffer_pool.ts";
import { BufferRing } from "./buffer_ring.ts";
import type { Gate } from "./gate.ts";
import type { SegmentPen } from "./meter.ts";
import type { Lane } from "./pace/pacer.ts";
import type { ByteRange } from "./range.ts";
import type { HeldFilm } from "./shelf.ts";

/** Bytes handed over at a time where nobody says when they have left. */
const LONE_CHUNK_BYTES = 64 * 1024;

/** A socket that takes this long to ask for more has its buffer full, in ms. */
const SOCKET_FULL_MS = 3;

/** What sending needs. */
export interface FileBodyOptions {
  readonly film: Pick<HeldFilm, "readAt" | "release">;
  /** The bytes to send, which exist as far as is known. */
  readonly range: ByteRange;
  readonly pen: SegmentPen;
  readonly pool: BufferPool;
  /** Where it waits until it may begin. */
  readonly gate: Gate;
  /** Its place at the server's line; closed at the end. */
  readonly lane: Lane;
  /** How many of the last bytes are still read; see `HELD_BYTES`. */
  readonly heldBytes: number;
  /** A monotonic clock. */
  readonly nowMs: () => number;
  /**
   * Settles when nobody reads the response's buffers any more: fulfilled when
   * it went out whole, rejected when not. Without it no buffer is used twice,
   * and the end is when the last chunk was handed over.
   */
  readonly completed?: Promise<void> | undefined;
}

/**
 * Makes a body of exactly the bytes of a range. The film is released at the
 * end, at an error and when the client leaves, whichever comes first. A file
 * that turns out shorter errors the stream, which breaks the connection: the
 * client learns that the answer is not whole.
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

type Controller = ReadableStreamDefaultController<Uint8Array<ArrayBuffer>>;

/** One body under way; see {@linkcode fileBody}. */
export class Sending {
  /** Asks at the gate for this one alone. */
  readonly #pass = Symbol();
  readonly #options: FileBodyOptions;
  readonly #ring: BufferRing;
  #leftBytes: number;
  #handedOverMs: number | null = null;
  #hasEntered = false;
  #isReading = false;
  #isStopped = false;
  #isSettled = false;
  #isReleased = false;

  constructor(options: FileBodyOptions) {
    this.#options = options;
    this.#ring = new BufferRing(options.pool, options.heldBytes);
    this.#leftBytes = options.range.last - options.range.first + 1;
    options.completed?.then(
      () => this.#settle("complete"),
      () => this.#settle("aborted"),
    );
  }

  /** Hands over the next chunk: at once where the line is free and its bytes lie in memory. */
  pull(controller: Controller): void | Promise<void> {
    if (!this.#hasEntered) {
      this.#hasEntered = true;
      const turn = this.#options.gate.enter(this.#pass);
      if (turn !== undefined) return turn.then(() => this.pull(controller));
    }
    const { lane, pool, range, completed } = this.#options;
    this.#noteWait();
    const bytesMax = completed === undefined
      ? LONE_CHUNK_BYTES
      : pool.chunkBytes(range.last - range.first + 1);
    const bytes = lane.take(Math.min(bytesMax, this.#leftBytes));
    return typeof bytes === "number"
      ? this.#send(controller, bytes)
      : this.#sendInTurn(controller, bytes);
  }

  /** Ends the transfer; the film is released as soon as no read is under way. */
  stop(outcome: "complete" | "aborted"): void {
    this.#isStopped = true;
    this.#options.pen.end(outcome);
    this.#options.lane.close();
    this.#options.gate.leave(this.#pass);
    if (!this.#isReading) this.#release();
  }

  async #sendInTurn(
    controller: Controller,
    turn: Promise<number>,
  ): Promise<void> {
    const { pen, nowMs } = this.#options;
    const askedMs = nowMs();
    const bytes = await turn;
    pen.held(nowMs() - askedMs);
    await this.#send(controller, bytes);
  }

  #send(controller: Controller, bytes: number): void | Promise<void> {
    // The ring has gone back already where the client left while it waited.
    if (this.#isStopped) return this.#release();
    const { pen, nowMs } = this.#options;
    const chunk = this.#room(bytes);
    const startedMs = nowMs();
    let filled: number | Promise<number>;
    try {
      filled = this.#readAt(chunk, 0);
    } catch (error) {
      this.stop("aborted");
      throw error;
    }
    if (filled !== bytes) {
      return this.#sendLate(controller, { chunk, filled, startedMs });
    }
    pen.read(nowMs() - startedMs);
    this.#handOver(controller, chunk);
  }

  /** Hands over a chunk whose bytes the disk has to bring. */
  async #sendLate(
    controller: Controller,
    { chunk, filled, startedMs }: {
      chunk: Uint8Array<ArrayBuffer>;
      filled: number | Promise<number>;
      startedMs: number;
    },
  ): Promise<void> {
    const { pen, nowMs } = this.#options;
    this.#isReading = true;
    try {
      for (let got = 0, next = filled;;) {
        const length = await next;
        pen.read(nowMs() - startedMs);
        if (length === 0) throw this.#shortened(got);
        got += length;
        if (got === chunk.length) break;
        startedMs = nowMs();
        next = this.#readAt(chunk.subarray(got), got);
      }
    } catch (error) {
      this.#endReading();
      this.stop("aborted");
      throw error;
    }
    this.#endReading();
    // The client may have left during the read: then nothing may be enqueued.
    if (this.#isStopped) return this.#release();
    this.#handOver(controller, chunk);
  }

  #endReading(): void {
    this.#isReading = false;
    if (this.#isSettled) this.#ring.giveBack();
  }

  #handOver(controller: Controller, chunk: Uint8Array<ArrayBuffer>): void {
    const { pen, completed, nowMs } = this.#options;
    this.#leftBytes -= chunk.length;
    pen.sent(chunk.length);
    controller.enqueue(chunk);
    this.#handedOverMs = nowMs();
    if (this.#leftBytes > 0) return;
    controller.close();
    this.#release();
    if (completed === undefined) this.stop("complete");
  }

  #readAt(
    buffer: Uint8Array<ArrayBuffer>,
    filled: number,
  ): number | Promise<number> {
    const { film, range } = this.#options;
    return film.readAt(buffer, range.last + 1 - this.#leftBytes + filled);
  }

  #shortened(filled: number): RangeError {
    const missing = this.#options.range.last + 1 - this.#leftBytes + filled;
    return new RangeError(
      `Cannot read byte ${missing} as the file has become shorter`,
    );
  }

  #room(bytes: number): Uint8Array<ArrayBuffer> {
    // Nobody says how long a reader that is not Deno's server keeps a chunk.
    return this.#options.completed === undefined
      ? new Uint8Array(bytes)
      : this.#ring.room(bytes);
  }

  #noteWait(): void {
    if (this.#handedOverMs === null) return;
    const tookMs = this.#options.nowMs() - this.#handedOverMs;
    this.#options.pen.waited(tookMs);
    if (tookMs > SOCKET_FULL_MS) this.#options.gate.leave(this.#pass);
    this.#handedOverMs = null;
  }

  #settle(outcome: "complete" | "aborted"): void {
    if (!this.#isStopped) this.#noteWait();
    this.stop(this.#leftBytes > 0 ? "aborted" : outcome);
    this.#isSettled = true;
    // A read that still runs writes into its buffer.
    if (!this.#isReading) this.#ring.giveBack();
  }

  #release(): void {
    if (this.#isReleased) return;
    this.#isReleased = true;
    this.#options.film.release();
  }
}
