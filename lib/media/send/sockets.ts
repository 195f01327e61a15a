/**
 * The sockets behind requests. Deno tells a request's address and port, and Linux which open file
 * of this process has them at its other end.
 *
 * @module
 */
import { type Peer, plainAddress, readPeer } from "./peer.ts";
import type { SendCalls } from "./linux_send.ts";

/** From the Linux headers; the same on x86-64 and ARM64. */
const SOL_SOCKET = 1;
const SO_COOKIE = 57;
const IPPROTO_TCP = 6;
const TCP_INFO = 11;
const TCP_ESTABLISHED = 1;
/** Where fields of `struct tcp_info` stand: the kernel only ever adds behind the last. */
const INFO = { state: 0, unacked: 24, unsent: 144, sent: 200, resent: 208 };
const INFO_BYTES = 256;
/** `struct sockaddr_in6`, the larger of the two. */
const ADDRESS_BYTES = 28;
/** So many numbers in turn without a connection behind them: whoever is above is served without. */
const GAP_MAX = 512;
/**
 * To look through all files of a process takes a fraction of a millisecond, and with thousands of
 * viewers some. So a pause follows that is so many times as long; who comes in it is served without.
 */
const PAUSE_TIMES = 10;
/** Stands for the address of any proxy. */
const PROXY = "proxy";
/** In the place of a socket: more than one has it. */
const AMBIGUOUS = null;

/** A socket, by the number of its open file and by the system's own name of it. */
interface Found {
  readonly fd: number;
  readonly cookie: bigint;
}

/** How a connection stands. */
export interface Wire {
  /** The system's own name of the socket, which no other ever gets. */
  readonly cookie: bigint;
  /** Whether all that was written has arrived, and the other end still listens. */
  readonly isStill: boolean;
  /** Bytes written to it so far, whether or not they have left. */
  readonly writtenBytes: number;
}

/** Finds sockets and looks at them. */
export class Sockets {
  readonly #calls: SendCalls;
  readonly #nowMs: () => number;
  readonly #isProxy: (address: string) => boolean;
  /** What was found when last looked for, by address and port; each is looked at again before use. */
  #found = new Map<string, Found | typeof AMBIGUOUS>();
  #nextLookMs = -Infinity;
  readonly #address = new DataView(new ArrayBuffer(ADDRESS_BYTES));
  readonly #addressBytes = new Uint8Array(this.#address.buffer);
  readonly #cookie = new BigUint64Array(1);
  readonly #cookieBytes = new Uint8Array(this.#cookie.buffer);
  readonly #info = new DataView(new ArrayBuffer(INFO_BYTES));
  readonly #infoBytes = new Uint8Array(this.#info.buffer);
  readonly #length = new Uint32Array(1);

  constructor(
    calls: SendCalls,
    { nowMs, isProxy }: {
      readonly nowMs: () => number;
      readonly isProxy: (address: string) => boolean;
    },
  ) {
    this.#calls = calls;
    this.#nowMs = nowMs;
    this.#isProxy = isProxy;
  }

  /**
   * The number of the open file; null where none is found, or more than one. Whoever comes through
   * a proxy has an address of their own, and the port of the proxy's connection; where somebody has
   * both it could be either.
   */
  of({ hostname, port }: Peer): number | null {
    const keys = [`${plainAddress(hostname)} ${port}`, `${PROXY} ${port}`];
    const known = this.#known(keys);
    if (known !== undefined) return known;
    if (this.#nowMs() < this.#nextLookMs) return null;
    this.#look();
    return this.#known(keys) ?? null;
  }

  /** How it stands; null where this kernel does not tell. */
  wire(socket: number): Wire | null {
    this.#length[0] = INFO_BYTES;
    const info = this.#info;
    const isOpen = this.#calls.getsockopt(
      socket,
      IPPROTO_TCP,
      TCP_INFO,
      this.#infoBytes,
      this.#length,
    ) === 0;
    // Linux before 4.19 does not count what it sent.
    if (!isOpen || (this.#length[0] ?? 0) < INFO.resent + 8) return null;
    const cookie = this.#cookieOf(socket);
    if (cookie === null) return null;
    const unsent = info.getUint32(INFO.unsent, true);
    return {
      cookie,
      isStill: info.getUint8(INFO.state) === TCP_ESTABLISHED &&
        info.getUint32(INFO.unacked, true) === 0 && unsent === 0,
      writtenBytes: Number(
        info.getBigUint64(INFO.sent, true) -
          info.getBigUint64(INFO.resent, true),
      ) + unsent,
    };
  }

  /** Undefined where it has to be looked for. */
  #known(keys: readonly string[]): number | null | undefined {
    const found = keys.flatMap((key) => {
      const one = this.#found.get(key);
      if (one === undefined) return [];
      // Whose it is never changes, so that its name tells as much as its address, for a tenth.
      return one === AMBIGUOUS || this.#cookieOf(one.fd) === one.cookie
        ? [one]
        : [];
    });
    if (found.length > 1 || found[0] === AMBIGUOUS) return null;
    return found[0]?.fd;
  }

  #cookieOf(socket: number): bigint | null {
    this.#length[0] = this.#cookie.byteLength;
    const isTold = this.#calls.getsockopt(
      socket,
      SOL_SOCKET,
      SO_COOKIE,
      this.#cookieBytes,
      this.#length,
    ) === 0;
    return isTold ? this.#cookie[0] ?? null : null;
  }

  #look(): void {
    const startedMs = this.#nowMs();
    this.#found = new Map();
    for (let fd = 0, gap = 0; gap < GAP_MAX; fd++) {
      const key = this.#keyAt(fd);
      gap = key === null ? gap + 1 : 0;
      const cookie = key === null ? null : this.#cookieOf(fd);
      if (key === null || cookie === null) continue;
      // Two by one address and port came in by two addresses of ours: which it is nobody says.
      this.#found.set(key, this.#found.has(key) ? AMBIGUOUS : { fd, cookie });
    }
    const tookMs = this.#nowMs() - startedMs;
    this.#nextLookMs = startedMs + (1 + PAUSE_TIMES) * tookMs;
  }

  #keyAt(fd: number): string | null {
    this.#length[0] = ADDRESS_BYTES;
    const { getpeername } = this.#calls;
    if (getpeername(fd, this.#addressBytes, this.#length) !== 0) return null;
    const peer = readPeer(this.#address);
    if (peer === null) return null;
    const address = this.#isProxy(peer.hostname) ? PROXY : peer.hostname;
    return `${address} ${peer.port}`;
  }
}
