/**
 * A body that Linux writes by itself. Deno's server writes the head, and from then on the thread of
 * `sender.ts` writes to the same connection, while the body that Deno waits for stands still; when
 * all is out it ends without having said a word.
 *
 * Deno (2.9) knows nothing of it, so nothing is believed of it: each answer begins only once the
 * kernel counts a head that was written, and a connection gets chunks only after its first one was
 * seen to come from Deno as a chunk. Whatever does not look as it should is sent as any other body.
 *
 * @module
 */
import { type FileBodyOptions, Sending } from "../file.ts";
import { readFully } from "../fill.ts";
import type { Timers } from "../timers.ts";
import type { Framing } from "./orders.ts";
import { SLICE_BYTES } from "./send_step.ts";
import type { Line, Sent, Stretch } from "./sender.ts";

/** Bytes that Deno sends by itself where it is to show how it frames them. */
const PROOF_BYTES = 16;
/** `10\r\n` before and `\r\n` after them (RFC 9112, section 7.1). */
const PROOF_FRAME_BYTES = 6;
/** How often it is looked whether Deno has written; once is enough where it is at rest. */
const LOOKS_MAX = 20;
/** How often it is noted how far the thread is, in ms. */
const NOTE_MS = 250;
/** What is read at a time of that which lies on the disk alone; nobody looks at it. */
const WARM_BYTES = 256 * 1024;
/** What the thread wants to lie in memory before it goes on: its slice. */
const WARM_AHEAD_BYTES = SLICE_BYTES;

/** What handing over needs, beside what any body does. */
export interface HandedBodyOptions extends FileBodyOptions {
  /** The number of the open file. */
  readonly file: number;
  readonly line: Line;
  readonly framing: Framing;
  readonly isBegunHere: Stretch["isBegunHere"];
  /** Whether this connection was seen to frame chunks. */
  readonly proof: Proof;
  readonly timers: Timers;
  /** Resolves after Deno had its turn. */
  readonly turn: () => Promise<void>;
}

/** What is known of the framing of one connection. */
export interface Proof {
  /** Null before it was looked at. */
  readonly verdict: "chunked" | "plain" | null;
  /** A chunk was seen to come as one, or not. */
  note(isChunked: boolean): void;
}

/** Makes such a body. The film is released at the end, however that comes. */
export function handedBody(
  options: HandedBodyOptions,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  const handing = new Handing(options);
  return new ReadableStream({
    pull: (controller) => handing.pull(controller),
    cancel: () => handing.cancel(),
  }, { highWaterMark: 0 });
}

type Controller = ReadableStreamDefaultController<Uint8Array<ArrayBuffer>>;

class Handing {
  readonly #options: HandedBodyOptions;
  /** Bytes that Deno has sent by itself. */
  #provenBytes = 0;
  #writtenBefore = 0;
  /** Sends the rest as any other body. */
  #plain: Sending | null = null;
  #sent: Sent | null = null;
  #isCancelled = false;
  #isReading = false;
  #warming: Promise<void> | null = null;

  constructor(options: HandedBodyOptions) {
    this.#options = options;
    options.completed?.catch(() => {});
  }

  pull(controller: Controller): void | Promise<void> {
    return this.#plain === null
      ? this.#go(controller)
      : this.#plain.pull(controller);
  }

  cancel(): void {
    this.#isCancelled = true;
    if (this.#plain !== null) return this.#plain.stop("aborted");
    // The film is still read for it, or by the thread, until that has let go.
    if (this.#sent !== null) this.#sent.drop();
    else if (!this.#isReading) this.#end("aborted");
  }

  async #go(controller: Controller): Promise<void> {
    const { framing, proof, line } = this.#options;
    if (this.#provenBytes > 0) {
      const isChunked = await this.#hasWritten(
        this.#writtenBefore + PROOF_BYTES + PROOF_FRAME_BYTES,
      );
      if (this.#isCancelled) return this.#end("aborted");
      proof.note(isChunked);
      if (!isChunked) return this.#goPlain(controller);
    } else {
      if (!await this.#hasWritten(line.before.writtenBytes + 1)) {
        return this.#goPlain(controller);
      }
      if (framing === "chunk" && proof.verdict === null) {
        return this.#prove(controller);
      }
    }
    await this.#handOver(controller);
  }

  /** Waits until so many bytes were written to the connection, exactly so many after a proof. */
  async #hasWritten(bytes: number): Promise<boolean> {
    for (let looks = 0; looks < LOOKS_MAX; looks++) {
      await this.#options.turn();
      if (this.#isCancelled) return false;
      const wire = this.#options.line.wire();
      if (wire === null) return false;
      if (wire.writtenBytes < bytes) continue;
      const isRight = this.#provenBytes === 0 || wire.writtenBytes === bytes;
      this.#writtenBefore = wire.writtenBytes;
      return isRight;
    }
    return false;
  }

  /** Has Deno send the first bytes. */
  async #prove(controller: Controller): Promise<void> {
    const { film, range, pen, nowMs } = this.#options;
    const startedMs = nowMs();
    this.#isReading = true;
    let chunk: Uint8Array<ArrayBuffer>;
    try {
      chunk = await readFully(
        PROOF_BYTES,
        (buffer, at) => film.readAt(buffer, range.first + at),
      );
      if (chunk.length < PROOF_BYTES) {
        throw new RangeError("Cannot read a film that has become shorter");
      }
    } catch (error) {
      this.#end("aborted");
      throw error;
    } finally {
      this.#isReading = false;
    }
    pen.read(nowMs() - startedMs);
    if (this.#isCancelled) return this.#end("aborted");
    this.#provenBytes = chunk.length;
    pen.sent(chunk.length);
    controller.enqueue(chunk);
  }

  async #handOver(controller: Controller): Promise<void> {
    const { line, file, range, framing, isBegunHere, pen } = this.#options;
    const offset = range.first + this.#provenBytes;
    const bytes = range.last + 1 - offset;
    const sent = this.#isCancelled
      ? null
      : line.send({ file, offset, bytes, framing, isBegunHere });
    if (sent === null) return this.#goPlain(controller);
    this.#sent = sent;
    pen.sent(0);
    if (framing === "raw") controller.close();
    const stopNoting = this.#noteNowAndThen(sent, bytes);
    sent.onCold = (place) => {
      this.#warming = this.#warm(sent, place);
    };
    const end = await sent.ended;
    stopNoting();
    await this.#warming;
    this.#end(end === "sent" ? "complete" : "aborted");
    if (this.#isCancelled || framing === "raw") return;
    // To who is gone nothing is said either way.
    if (end === "sent" || end === "gone") return controller.close();
    // The client learns from the broken connection that the answer is not whole.
    controller.error(
      new RangeError(
        end === "short"
          ? "Cannot send the film as the file has become shorter"
          : "Cannot send the film as the thread that sends has failed",
      ),
    );
  }

  /** Notes how far it is, until what comes back is called. */
  #noteNowAndThen(sent: Sent, bytes: number): () => void {
    const { pen, nowMs, timers } = this.#options;
    let [left, atMs] = [bytes, nowMs()];
    const note = () => {
      // All but reading the disk is waiting for the socket, which takes a slice in a moment.
      pen.waited(nowMs() - atMs);
      pen.sent(left - sent.leftBytes());
      [left, atMs] = [sent.leftBytes(), nowMs()];
    };
    let cancel = () => {};
    const again = () => {
      cancel = timers.after(NOTE_MS, () => {
        note();
        again();
      });
    };
    if (!sent.isOver) again();
    return () => {
      cancel();
      note();
    };
  }

  /** Reads what lies on the disk alone, so that the thread does not wait for it. */
  async #warm(sent: Sent, place: number): Promise<void> {
    const { film, range, pen, nowMs } = this.#options;
    const end = Math.min(place + WARM_AHEAD_BYTES, range.last + 1);
    const startedMs = nowMs();
    try {
      for (let at = place; at < end;) {
        const room = NOBODYS.subarray(0, Math.min(WARM_BYTES, end - at));
        const length = await film.readAt(room, at);
        if (length === 0) break;
        at += length;
      }
    } catch {
      // The thread meets the same error, and tells it.
    }
    pen.read(nowMs() - startedMs);
    sent.goOn();
  }

  #goPlain(controller: Controller): void | Promise<void> {
    if (this.#isCancelled) return this.#end("aborted");
    const { range, ...options } = this.#options;
    const first = range.first + this.#provenBytes;
    this.#plain = new Sending({ ...options, range: { ...range, first } });
    return this.#plain.pull(controller);
  }

  #end(outcome: "complete" | "aborted"): void {
    const { pen, lane, film } = this.#options;
    pen.end(outcome);
    lane.close();
    film.release();
  }
}

/** Where bytes are read to that are only to come into the system's memory; many do so at once. */
const NOBODYS = new Uint8Array(WARM_BYTES);
