/**
 * Sends stretches of files by a thread of its own, in which Linux moves them from its page cache to
 * a socket: this thread, which answers commands, does not touch the bytes.
 *
 * @module
 */
import { openSendCalls, type SendCalls } from "./linux_send.ts";
import {
  CALL,
  type Call,
  type Framing,
  orderMemory,
  ORDERS_MAX,
  OrderTable,
  type Told,
} from "./orders.ts";
import type { Peer } from "./peer.ts";
import type { SendStart } from "./send_worker.ts";
import { placeOf, type Sending, startOf, Stepper } from "./send_step.ts";
import { Sockets, type Wire } from "./sockets.ts";

/** A stretch of a file to send. */
export interface Stretch {
  /** The number of the open file, which stays open until the end. */
  readonly file: number;
  readonly offset: number;
  readonly bytes: number;
  readonly framing: Framing;
  /**
   * Whether its first slice is sent at once by who asks, for whom it is all of most parts: to wake
   * the thread, and to hear of it, takes longer than to send it.
   */
  readonly isBegunHere: boolean;
}

/** Where a stretch goes. */
export interface Line {
  /** How it stood when it was found. */
  readonly before: Wire;
  /** How the connection stands; null once nobody can tell. */
  wire(): Wire | null;
  /**
   * Sends. Nobody else may write to the connection until it has ended; null where too many are
   * under way.
   */
  send(stretch: Stretch): Sent | null;
}

/**
 * How a stretch ended: all is in the kernel's hands, the file had no more, nobody is there any
 * more, it was given up, or the thread failed.
 */
export type End = "sent" | "short" | "gone" | "dropped" | "failed";

/** A stretch on its way. */
export interface Sent {
  readonly ended: Promise<End>;
  /** Whether it had ended before anybody could wait for it. */
  readonly isOver: boolean;
  /** How many bytes have not gone yet. */
  leftBytes(): number;
  /** Called when the next bytes must be read from the disk first, from so far into the file. */
  onCold: (offset: number) => void;
  /** They have been read. */
  goOn(): void;
  /** Gives it up; it ends a moment later. */
  drop(): void;
}

/** Sends by another thread. */
export interface Sender {
  /** The connection to somebody, where it can be found and all that it was told has arrived. */
  lineTo(peer: Peer): Line | null;
  /** Begins no more; resolves once what is under way has gone, and the thread ends then. */
  close(): Promise<void>;
}

/** A write to the file that wakes the thread. */
const WAKE = new Uint8Array(new BigUint64Array([1n]).buffer);
const EFD_NONBLOCK_CLOEXEC = 0o2004000;
const F_DUPFD_CLOEXEC = 1030;

/** What sending needs. */
export interface SenderParts {
  /** A monotonic clock. */
  readonly nowMs: () => number;
  /** Whether connections of an address carry other people's. */
  readonly isProxy: (address: string) => boolean;
  /** The thread has failed; from now on nothing is handed over. */
  readonly onFail: (reason: string) => void;
}

/**
 * Starts the thread.
 *
 * @returns null where Linux is not there, or may not be called
 */
export function openSender(parts: SenderParts): Sender | null {
  const libc = openSendCalls();
  if (libc === null) return null;
  const wake = libc.eventfd(0, EFD_NONBLOCK_CLOEXEC);
  return wake < 0 ? null : new ThreadSender(libc, wake, parts);
}

/** Where an order stands, and the number of its own for its socket. */
interface Place {
  readonly id: number;
  readonly socket: number;
}

interface UnderWay {
  readonly sent: Sent;
  readonly socket: number;
  readonly settle: (end: End) => void;
}

class ThreadSender implements Sender {
  readonly #libc: SendCalls;
  readonly #wake: number;
  readonly #sockets: Sockets;
  readonly #table: OrderTable;
  readonly #stepper: Stepper;
  readonly #worker: Worker;
  readonly #underWay = new Map<number, UnderWay>();
  /** Those of them whose bytes are not all out. */
  readonly #sending = new Set<number>();
  readonly #free = Array.from({ length: ORDERS_MAX }, (_, id) => id);
  #isClosed = false;
  readonly #onFail: SenderParts["onFail"];
  readonly #over = Promise.withResolvers<void>();

  constructor(libc: SendCalls, wake: number, parts: SenderParts) {
    this.#libc = libc;
    this.#wake = wake;
    this.#sockets = new Sockets(libc, parts);
    this.#onFail = parts.onFail;
    const memory = orderMemory();
    this.#table = new OrderTable(memory);
    this.#stepper = new Stepper(libc);
    this.#worker = new Worker(new URL("./send_worker.ts", import.meta.url), {
      type: "module",
    });
    this.#worker.onmessage = ({ data }: MessageEvent<Told>) => this.#hear(data);
    this.#worker.onerror = (event) => {
      // Unhandled, it would end the server, which can do without this thread.
      event.preventDefault();
      this.#isClosed = true;
      for (const [id, { settle }] of [...this.#underWay]) {
        settle("failed");
        this.#letGo(id);
      }
      this.#onFail(event.message);
      this.#endIfIdle();
    };
    const start: SendStart = { memory, wake };
    this.#worker.postMessage(start);
  }

  lineTo(peer: Peer): Line | null {
    if (this.#isClosed || this.#free.length === 0) return null;
    const socket = this.#sockets.of(peer);
    const wire = socket === null ? null : this.#sockets.wire(socket);
    if (socket === null || wire === null || !wire.isStill) return null;
    return {
      before: wire,
      // Its number may be another's once it is closed.
      wire: () => {
        const now = this.#sockets.wire(socket);
        return now?.cookie === wire.cookie ? now : null;
      },
      send: (stretch) => this.#send(socket, wire.cookie, stretch),
    };
  }

  close(): Promise<void> {
    if (!this.#isClosed) {
      this.#isClosed = true;
      this.#endIfIdle();
    }
    return this.#over.promise;
  }

  #send(original: number, cookie: bigint, stretch: Stretch): Sent | null {
    // Before its first byte: what has begun can be ended by nobody but the thread.
    const place = this.#takePlace(original, cookie);
    if (place === null) return null;
    const begun = startOf({ ...stretch, socket: place.socket });
    if (!stretch.isBegunHere) return this.#sendAside(place, begun);
    const step = this.#stepper.step(begun);
    if (step !== "sent" && step !== "short" && step !== "gone") {
      return this.#sendAside(place, begun);
    }
    this.#givePlaceBack(place);
    return over(step, begun.left);
  }

  /** A place among the orders, and the socket's number for it; null where there is none. */
  #takePlace(original: number, cookie: bigint): Place | null {
    const id = this.#isClosed ? undefined : this.#free.pop();
    if (id === undefined) return null;
    // A number of our own, so that what is written to can never be somebody else's.
    const socket = this.#libc.fcntl(original, F_DUPFD_CLOEXEC, 0);
    if (socket >= 0 && this.#sockets.wire(socket)?.cookie === cookie) {
      return { id, socket };
    }
    this.#givePlaceBack({ id, socket });
    return null;
  }

  #givePlaceBack({ id, socket }: Place): void {
    if (socket >= 0) this.#libc.close(socket);
    this.#free.push(id);
  }

  #sendAside({ id, socket }: Place, begun: Sending): Sent {
    this.#table.write(id, begun);
    const { promise: ended, resolve } = Promise.withResolvers<End>();
    const sent: Sent = {
      ended,
      isOver: false,
      leftBytes: () => this.#table.leftBytes(id),
      onCold: () => {},
      goOn: () => tell(CALL.goOn),
      drop: () => tell(CALL.drop),
    };
    // One that has ended may have left its number to another.
    const tell = (call: Call) => {
      if (this.#underWay.get(id)?.sent === sent) this.#tell(call, id);
    };
    this.#sending.add(id);
    const settle = (end: End) => {
      this.#sending.delete(id);
      // Looked at for the last time: the number may be given to the next.
      sent.leftBytes = leftAt(this.#table.leftBytes(id));
      resolve(end);
      this.#endIfIdle();
    };
    this.#underWay.set(id, { sent, socket, settle });
    this.#tell(CALL.begin, id);
    return sent;
  }

  #hear(told: Told): void {
    for (const id of told.cold) {
      const underWay = this.#underWay.get(id);
      if (underWay === undefined) continue;
      underWay.sent.onCold(placeOf(this.#table.read(id)));
    }
    for (const end of ["sent", "short", "gone", "dropped"] as const) {
      for (const id of told[end]) this.#underWay.get(id)?.settle(end);
    }
    for (const id of told.over) this.#letGo(id);
  }

  #letGo(id: number): void {
    const underWay = this.#underWay.get(id);
    if (underWay === undefined) return;
    this.#underWay.delete(id);
    this.#givePlaceBack({ id, socket: underWay.socket });
    this.#endIfIdle();
  }

  #tell(call: Call, id: number): void {
    this.#table.call(call, id);
    this.#libc.write(this.#wake, WAKE, 8n);
  }

  #endIfIdle(): void {
    if (!this.#isClosed) return;
    if (this.#sending.size === 0) this.#over.resolve();
    if (this.#underWay.size === 0) this.#tell(CALL.end, 0);
  }
}

/** One that is over before anybody can say anything of it. */
function over(end: End, leftBytes: number): Sent {
  return {
    ended: Promise.resolve(end),
    isOver: true,
    leftBytes: leftAt(leftBytes),
    onCold: () => {},
    goOn: () => {},
    drop: () => {},
  };
}

function leftAt(bytes: number): () => number {
  return () => bytes;
}
