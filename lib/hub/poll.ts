import { CLOSE } from "@/lib/protocol/mod.ts";
import type { Hub } from "./hub.ts";
import type { LinkEnd, Visitor } from "./ports.ts";

/** The header that names a polled link, unguessable as a token. */
export const LINK_HEADER = "x-17kan-link";
/** The header that says with which code of `CLOSE` a polled link has ended. */
export const CLOSE_HEADER = "x-17kan-close";
/** Most bytes that one request may say: four of the largest frames. */
export const POLL_BODY_BYTES_MAX = 64 * 1024;
/** How long a question waits for something to be said, in ms: below what proxies cut off. */
const TAKE_WITHIN_MS = 20_000;
/** A link that nobody asks for so long is gone, in ms. */
const ABANDONED_MS = 8000;
/** The code of a link that broke without a word, as in RFC 6455 7.1.5. */
const BROKEN = 1006;

/** What an answer to a question carries. */
export interface Taken {
  /** Frames, one a line; empty where nothing was said in time. */
  readonly text: string;
  /** The code with which the link has ended; null while it is open. */
  readonly closedWith: number | null;
}

/** What polled links need of the world. */
export interface PollParts {
  readonly hub: Pick<Hub, "connect">;
  /** Calls once after a delay in ms; gives back how to call it off. */
  readonly after: (delayMs: number, callback: () => void) => () => void;
  /** An unguessable name. */
  readonly rollName: () => string;
}

interface Polled {
  readonly end: LinkEnd;
  queue: string[];
  queuedBytes: number;
  closedWith: number | null;
  /** Who waits for something to be said; null where nobody does. */
  answer: (() => void) | null;
  cancelAbandoned: () => void;
}

/**
 * Links without a WebSocket, for where a proxy lets none through: the same frames by requests. The
 * hub knows no difference: the same limits hold, and there are never more of them than links.
 */
export class Polls {
  readonly #parts: PollParts;
  readonly #links = new Map<string, Polled>();

  constructor(parts: PollParts) {
    this.#parts = parts;
  }

  /** How many polled links there are. */
  get size(): number {
    return this.#links.size;
  }

  /** Opens a link; gives its name, or the code with which the hub closed it at once. */
  open(visitor: Visitor): { readonly id: string } | { readonly code: number } {
    const id = this.#parts.rollName();
    let refusedWith: number | null = null;
    let polled: Polled | null = null;
    const end = this.#parts.hub.connect({
      send: (frame) => {
        if (polled === null || polled.closedWith !== null) return;
        polled.queue.push(frame);
        polled.queuedBytes += frame.length;
        polled.answer?.();
      },
      close: (code) => {
        if (polled === null) refusedWith = code;
        else this.#close(id, polled, code);
      },
      bufferedBytes: () => polled?.queuedBytes ?? 0,
    }, visitor);
    if (refusedWith !== null) return { code: refusedWith };
    polled = {
      end,
      queue: [],
      queuedBytes: 0,
      closedWith: null,
      answer: null,
      cancelAbandoned: () => {},
    };
    this.#links.set(id, polled);
    this.#watch(id, polled);
    return { id };
  }

  /** Whether there is such a link that takes frames; asked before they are read. */
  has(id: string): boolean {
    return this.#links.get(id)?.closedWith === null;
  }

  /** Says frames, one a line; false where there is no such link. */
  give(id: string, text: string): boolean {
    const polled = this.#links.get(id);
    if (polled === undefined || polled.closedWith !== null) return false;
    for (const frame of text.split("\n")) {
      if (frame !== "") polled.end.receive(frame);
    }
    return true;
  }

  /**
   * Waits for what the server says; null where there is no such link. Of two who ask, the earlier
   * is answered with nothing.
   */
  async take(id: string): Promise<Taken | null> {
    const polled = this.#links.get(id);
    if (polled === undefined) return null;
    polled.answer?.();
    polled.cancelAbandoned();
    if (polled.queue.length === 0 && polled.closedWith === null) {
      const { promise, resolve } = Promise.withResolvers<void>();
      const cancel = this.#parts.after(TAKE_WITHIN_MS, resolve);
      polled.answer = resolve;
      await promise;
      cancel();
      if (polled.answer === resolve) polled.answer = null;
      // A later question has taken over.
      else return { text: "", closedWith: null };
    }
    const text = polled.queue.join("\n");
    polled.queue = [];
    polled.queuedBytes = 0;
    if (polled.closedWith !== null) this.#links.delete(id);
    else this.#watch(id, polled);
    return { text, closedWith: polled.closedWith };
  }

  /** The page says goodbye. */
  leave(id: string): void {
    const polled = this.#links.get(id);
    if (polled === undefined) return;
    this.#close(id, polled, BROKEN);
    this.#links.delete(id);
    polled.cancelAbandoned();
  }

  #close(id: string, polled: Polled, code: number): void {
    if (polled.closedWith !== null) return;
    polled.closedWith = code;
    // Who is shed takes nothing, and what they are owed is counted no more.
    if (code === CLOSE.slow) polled.queue = [];
    polled.answer?.();
    polled.end.closed();
    this.#watch(id, polled);
  }

  #watch(id: string, polled: Polled): void {
    polled.cancelAbandoned();
    polled.cancelAbandoned = this.#parts.after(
      ABANDONED_MS,
      () => this.leave(id),
    );
  }
}
