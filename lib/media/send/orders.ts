/**
 * What the thread that sends is told, and what it tells, through memory that both see. It sleeps in
 * a call to Linux, where no message reaches it; a number written to its wake-up does.
 *
 * @module
 */
import type { Sending } from "./send_step.ts";

/** Orders under way at the most; whoever comes then is served without the thread. */
export const ORDERS_MAX = 2048;
/** Calls that were not read yet at the most: each order is begun, let go on, and dropped. */
const CALLS_MAX = 4 * ORDERS_MAX;

/** What an order can be told. */
export const CALL = { begin: 1, goOn: 2, drop: 3, end: 4 } as const;

/** One of {@linkcode CALL}. */
export type Call = typeof CALL[keyof typeof CALL];

/** How bytes lie on the wire: as they are, or as one chunk of RFC 9112, section 7.1. */
export type Framing = "raw" | "chunk";

/** A stretch of a file on its way to a socket. */
export interface Order {
  /** Numbers of open files of this process. */
  readonly socket: number;
  readonly file: number;
  readonly offset: number;
  readonly bytes: number;
  readonly framing: Framing;
}

/** What of an order stands in the table, one number each. */
const FIELDS = [
  "socket",
  "file",
  "offset",
  "bytes",
  "isChunk",
  "left",
  "beforeLeft",
  "afterLeft",
  "warmUpTo",
  "isCorked",
] as const;
const LEFT_AT = FIELDS.indexOf("left");

/** The memory of both threads. */
export type OrderMemory = {
  readonly orders: SharedArrayBuffer;
  readonly calls: SharedArrayBuffer;
};

/** Makes memory with no orders. */
export function orderMemory(): OrderMemory {
  return {
    orders: new SharedArrayBuffer(ORDERS_MAX * FIELDS.length * 8),
    calls: new SharedArrayBuffer(4 * (1 + 2 * CALLS_MAX)),
  };
}

/** Orders by their number, below {@linkcode ORDERS_MAX}, as either thread sees them. */
export class OrderTable {
  // Numbers of 64 bits, as a film may have more bytes than 32 of them count.
  readonly #fields: Float64Array;
  /** How many calls were written, and then two words for each. */
  readonly #calls: Int32Array;
  #taken = 0;

  constructor({ orders, calls }: OrderMemory) {
    this.#fields = new Float64Array(orders);
    this.#calls = new Int32Array(calls);
  }

  /** Writes an order down as far as it is, before the thread goes on with it. */
  write(id: number, sending: Sending): void {
    const numbers = {
      ...sending,
      isChunk: Number(sending.framing === "chunk"),
      isCorked: Number(sending.isCorked),
    };
    this.#fields.set(
      FIELDS.map((name) => numbers[name]),
      id * FIELDS.length,
    );
  }

  /** An order as it was written. */
  read(id: number): Sending {
    const field = (name: typeof FIELDS[number]) =>
      this.#fields[id * FIELDS.length + FIELDS.indexOf(name)] ?? 0;
    return {
      socket: field("socket"),
      file: field("file"),
      offset: field("offset"),
      bytes: field("bytes"),
      framing: field("isChunk") === 1 ? "chunk" : "raw",
      left: field("left"),
      beforeLeft: field("beforeLeft"),
      afterLeft: field("afterLeft"),
      warmUpTo: field("warmUpTo"),
      isCorked: field("isCorked") === 1,
    };
  }

  /** Bytes of an order that are not in the kernel's hands yet. */
  leftBytes(id: number): number {
    return this.#fields[id * FIELDS.length + LEFT_AT] ?? 0;
  }

  /** The thread tells how far it is. */
  setLeft(id: number, bytes: number): void {
    this.#fields[id * FIELDS.length + LEFT_AT] = bytes;
  }

  /** Tells the thread something; it is to be woken afterwards. */
  call(call: Call, id: number): void {
    const written = Atomics.load(this.#calls, 0);
    const at = placeOfCall(written);
    this.#calls[at] = call;
    this.#calls[at + 1] = id;
    // What both see of the words before is settled by this one.
    Atomics.store(this.#calls, 0, (written + 1) | 0);
  }

  /** What the thread was told since it last looked, oldest first. */
  *takeCalls(): Generator<{ readonly call: number; readonly id: number }> {
    while (this.#taken !== Atomics.load(this.#calls, 0)) {
      const at = placeOfCall(this.#taken);
      const [call = 0, id = 0] = this.#calls.subarray(at, at + 2);
      this.#taken = (this.#taken + 1) | 0;
      yield { call, id };
    }
  }
}

/** Where a call lies; counts go round, and below zero after so many as 31 bits hold. */
function placeOfCall(count: number): number {
  return 1 + 2 * ((count >>> 0) % CALLS_MAX);
}

/** What the thread tells of its orders, by their numbers. */
export interface Told {
  /** All bytes are in the kernel's hands. */
  readonly sent: readonly number[];
  /** The file has fewer bytes than were promised, or cannot be read. */
  readonly short: readonly number[];
  /** The connection is gone. */
  readonly gone: readonly number[];
  /** Let go of, as it was asked to. */
  readonly dropped: readonly number[];
  /** Their socket and number are of no use to it any more; each order gets here. */
  readonly over: readonly number[];
  /** The next bytes lie on the disk alone, and it waits until somebody has read them. */
  readonly cold: readonly number[];
}
