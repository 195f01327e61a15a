/**
 * What the thread does that sends: waits until a socket takes more, and takes the next step.
 *
 * @module
 */
import type { SendCalls } from "./linux_send.ts";
import { CALL, type OrderTable, type Told } from "./orders.ts";
import { placeOf, type Sending, SLICE_BYTES, Stepper } from "./send_step.ts";

/** From the Linux headers; the same on x86-64 and ARM64. */
const EPOLLIN = 1;
const EPOLLOUT = 4;
const EPOLLET = 0x8000_0000;
const EPOLL_CTL_ADD = 1;
const EPOLL_CTL_DEL = 2;
const EPOLL_CTL_MOD = 3;
const EPOLL_CLOEXEC = 0o2000000;
const MSG_DONTWAIT = 0x40;

/** `struct epoll_event`: packed on x86-64 alone. */
const EVENT_BYTES = Deno.build.arch === "x86_64" ? 12 : 16;
const EVENT_DATA_AT = EVENT_BYTES - 8;
/** Sockets that are looked at for each call. */
const EVENTS_MAX = 256;

type Ours = Sending & {
  readonly id: number;
  /** Whether somebody reads its next bytes from the disk. */
  isCold: boolean;
  /** Until when, at the latest, it is waited for its client's end, by `nowMs()`; null before. */
  lingersUntilMs: number | null;
};

/**
 * How long an answer that ends its connection waits for the client to end it too, in ms. Whoever
 * closes with unread input sends a reset, at which a client may lose what it has not read (RFC 9112,
 * section 9.6); nginx waits as long.
 */
const LINGER_MS = 30_000;
/** How often it is looked whose time is up, in ms. */
const LINGER_LOOK_MS = 1000;

/** A round's worth of news. */
type News = { readonly [K in keyof Told]: number[] };

/** So long it sends without a look at anything else, in ms. */
const BUSY_MS = 50;

/**
 * Sends until it is told to end. Between two slices, and while all sockets are full, the thread is
 * free for what the runtime asks of it: without that a start with OpenTelemetry would never end.
 *
 * @param wake The file that is written to when there are new calls.
 * @param tell Hands news to the other thread.
 */
export async function sendUntilEnd(
  { libc, table, wake, tell, nowMs }: {
    readonly libc: SendCalls;
    readonly table: OrderTable;
    readonly wake: number;
    readonly tell: (told: Told) => void;
    /** A monotonic clock. */
    readonly nowMs: () => number;
  },
): Promise<void> {
  const loop = new SendLoop(libc, table, wake, nowMs);
  for (let freeMs = nowMs(); !loop.isOver;) {
    if (loop.isReady && nowMs() - freeMs < BUSY_MS) loop.look();
    else {
      await loop.wait();
      freeMs = nowMs();
    }
    const told = loop.round();
    if (told !== null) tell(told);
  }
  loop.close();
}

class SendLoop {
  isOver = false;
  readonly #libc: SendCalls;
  readonly #table: OrderTable;
  readonly #wake: number;
  readonly #epoll: number;
  readonly #stepper: Stepper;
  readonly #bySocket = new Map<number, Ours>();
  readonly #byId = new Map<number, Ours>();
  /** Those whose socket may take more. */
  readonly #ready = new Set<Ours>();
  readonly #nowMs: () => number;
  /** Those that are out, and whose client has not ended its side. */
  readonly #lingering = new Set<Ours>();
  readonly #input = new Uint8Array(4096);
  readonly #event = new DataView(new ArrayBuffer(EVENT_BYTES));
  readonly #events = new DataView(new ArrayBuffer(EVENT_BYTES * EVENTS_MAX));
  #news = noNews();

  constructor(
    libc: SendCalls,
    table: OrderTable,
    wake: number,
    nowMs: () => number,
  ) {
    this.#nowMs = nowMs;
    this.#libc = libc;
    this.#table = table;
    this.#wake = wake;
    this.#stepper = new Stepper(libc);
    this.#epoll = libc.epoll_create1(EPOLL_CLOEXEC);
    if (this.#epoll < 0) throw new Error("Cannot wait for sockets");
    this.#watch(EPOLL_CTL_ADD, wake, EPOLLIN);
  }

  /** Whether there is a socket that may take more. */
  get isReady(): boolean {
    return this.#ready.size > 0;
  }

  /** Looks for calls, and for sockets that take more. */
  look(): void {
    const events = new Uint8Array(this.#events.buffer);
    this.#note(this.#libc.epoll_wait(this.#epoll, events, EVENTS_MAX, 0));
  }

  /** As long as there is nothing to do waits for that. */
  async wait(): Promise<void> {
    const events = new Uint8Array(this.#events.buffer);
    const atMostMs = this.isReady
      ? 0
      : this.#lingering.size > 0
      ? LINGER_LOOK_MS
      : -1;
    this.#note(
      await this.#libc.epoll_wait_aside(
        this.#epoll,
        events,
        EVENTS_MAX,
        atMostMs,
      ),
    );
  }

  /** Does what there is to do; gives what the other thread has to know. */
  round(): Told | null {
    // One slice each, so that nobody waits for a whole film of another.
    for (const sending of [...this.#ready]) this.#send(sending);
    for (const sending of [...this.#lingering]) {
      if (this.#nowMs() < (sending.lingersUntilMs ?? 0)) break;
      this.#letGo(sending);
    }
    if (Object.values(this.#news).every((ids) => ids.length === 0)) return null;
    const news = this.#news;
    this.#news = noNews();
    return news;
  }

  #note(count: number): void {
    for (let i = 0; i < count; i++) {
      const fd = this.#events.getInt32(i * EVENT_BYTES + EVENT_DATA_AT, true);
      if (fd === this.#wake) this.#hear();
      const sending = this.#bySocket.get(fd);
      if (sending === undefined) continue;
      if (sending.lingersUntilMs !== null) this.#drain(sending);
      else if (!sending.isCold) this.#ready.add(sending);
    }
  }

  close(): void {
    this.#libc.close(this.#epoll);
  }

  #hear(): void {
    this.#libc.read(this.#wake, new Uint8Array(8), 8n);
    for (const { call, id } of this.#table.takeCalls()) {
      const sending = this.#byId.get(id);
      if (call === CALL.begin) this.#begin(id);
      else if (call === CALL.end) this.isOver = true;
      else if (sending === undefined) continue;
      else if (sending.lingersUntilMs !== null) continue;
      else if (call === CALL.drop) this.#end(sending, "dropped");
      else if (call === CALL.goOn) this.#goOn(sending);
    }
  }

  #begin(id: number): void {
    const sending: Ours = {
      id,
      ...this.#table.read(id),
      isCold: false,
      lingersUntilMs: null,
    };
    this.#byId.set(id, sending);
    this.#bySocket.set(sending.socket, sending);
    // Told once each time the socket takes more again.
    this.#watch(EPOLL_CTL_ADD, sending.socket, EPOLLOUT | EPOLLET);
    this.#ready.add(sending);
  }

  #goOn(sending: Ours): void {
    // Read a moment ago; in the rare case that it is gone again this thread waits for the disk.
    sending.warmUpTo = placeOf(sending) + SLICE_BYTES;
    sending.isCold = false;
    this.#ready.add(sending);
  }

  #send(sending: Ours): void {
    const step = this.#stepper.step(sending);
    this.#table.setLeft(sending.id, sending.left);
    if (step === "more") return;
    this.#ready.delete(sending);
    if (step === "cold") {
      sending.isCold = true;
      this.#news.cold.push(sending.id);
    } else if (step !== "full") this.#end(sending, step);
  }

  #end(sending: Ours, end: "sent" | "short" | "gone" | "dropped"): void {
    this.#ready.delete(sending);
    this.#news[end].push(sending.id);
    if (end !== "sent" || sending.framing === "chunk") {
      return this.#letGo(sending);
    }
    sending.lingersUntilMs = this.#nowMs() + LINGER_MS;
    this.#lingering.add(sending);
    this.#watch(EPOLL_CTL_MOD, sending.socket, EPOLLIN);
  }

  /** Throws away what a client says behind its last answer; at its end that is over. */
  #drain(sending: Ours): void {
    const { socket } = sending;
    const bytes = BigInt(this.#input.length);
    // One piece each time: who says more is heard again.
    if (this.#libc.recv(socket, this.#input, bytes, MSG_DONTWAIT) <= 0) {
      this.#letGo(sending);
    }
  }

  #letGo(sending: Ours): void {
    this.#lingering.delete(sending);
    this.#byId.delete(sending.id);
    this.#bySocket.delete(sending.socket);
    // Its number is another socket's as soon as it is closed, and this watch would outlast it.
    this.#watch(EPOLL_CTL_DEL, sending.socket, 0);
    this.#news.over.push(sending.id);
  }

  #watch(how: number, fd: number, events: number): void {
    this.#event.setUint32(0, events >>> 0, true);
    this.#event.setInt32(EVENT_DATA_AT, fd, true);
    const event = new Uint8Array(this.#event.buffer);
    this.#libc.epoll_ctl(this.#epoll, how, fd, event);
  }
}

function noNews(): News {
  return { sent: [], short: [], gone: [], dropped: [], over: [], cold: [] };
}
