/** Thousands of sockets that wait for one to speak, by epoll(7). Linux alone. @module */
import { connect, libc, MSG_DONTWAIT } from "../media/libc.ts";

const EPOLL_CTL_ADD = 1;
const EPOLLIN = 1;
/** `struct epoll_event` is packed on x86-64 alone (its Linux header). */
const IS_PACKED = Deno.build.arch === "x86_64";
const EVENT_BYTES = IS_PACKED ? 12 : 16;
const DATA_AT = IS_PACKED ? 4 : 8;
const EVENTS_MAX = 4096;

const calls = Deno.dlopen("libc.so.6", {
  epoll_create1: { parameters: ["i32"], result: "i32" },
  epoll_ctl: { parameters: ["i32", "i32", "i32", "buffer"], result: "i32" },
  epoll_wait: { parameters: ["i32", "buffer", "i32", "i32"], result: "i32" },
}).symbols;

/** Sockets of one process, by number. */
export class Epoll {
  readonly #epoll = calls.epoll_create1(0);
  readonly #events = new Uint8Array(EVENT_BYTES * EVENTS_MAX);
  readonly #view = new DataView(this.#events.buffer);

  /**
   * Opens a connection whose `key` is given back when it speaks.
   *
   * @throws {Error} when nobody listens there
   */
  open(port: number, key: number): number {
    const socket = connect(port);
    const event = new Uint8Array(EVENT_BYTES);
    const view = new DataView(event.buffer);
    view.setUint32(0, EPOLLIN, true);
    view.setUint32(DATA_AT, key, true);
    if (calls.epoll_ctl(this.#epoll, EPOLL_CTL_ADD, socket, event) !== 0) {
      throw new Error("Cannot watch a socket");
    }
    return socket;
  }

  /** Calls with the keys of those that have something to read; waits at most so long, in ms. */
  wait(withinMs: number, read: (key: number) => void): void {
    const count = calls.epoll_wait(
      this.#epoll,
      this.#events,
      EVENTS_MAX,
      withinMs,
    );
    for (let i = 0; i < count; i++) {
      read(this.#view.getUint32(i * EVENT_BYTES + DATA_AT, true));
    }
  }
}

/** Reads what is there; 0 at the end, -1 where nothing is. */
export function receive(socket: number, into: Uint8Array<ArrayBuffer>): number {
  return Number(libc.recv(socket, into, BigInt(into.length), MSG_DONTWAIT));
}

/** Sends bytes; whoever does not take them at once is too slow for a measurement. */
export function send(socket: number, bytes: Uint8Array<ArrayBuffer>): void {
  const sent = Number(libc.send(socket, bytes, BigInt(bytes.length), 0));
  if (sent !== bytes.length) throw new Error("Cannot send to the server");
}
