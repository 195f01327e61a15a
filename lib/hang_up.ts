/**
 * Ends connections whose other end takes nothing any more. Deno (2.9) cannot: a socket that is
 * closed says so behind all that it still has to send, and until then holds it in memory.
 *
 * @module
 */
import {
  openLibc,
  type Peer,
  plainAddress,
  readPeer,
} from "@/lib/media/mod.ts";

/**
 * Ends the connections from these addresses and ports, and drops what they still have to send.
 *
 * @returns how many there were
 */
export type HangUp = (peers: readonly Peer[]) => number;

const SYMBOLS = {
  getpeername: { parameters: ["i32", "buffer", "buffer"], result: "i32" },
  shutdown: { parameters: ["i32", "i32"], result: "i32" },
} as const satisfies Deno.ForeignLibraryInterface;

/** From the Linux headers; the same on x86-64 and ARM64. */
const SHUT_RDWR = 2;
/** Size of `struct sockaddr_in6`, the larger of the two. */
const ADDRESS_BYTES = 28;
/** So many numbers in turn without a connection behind them: there are none above. */
const GAP_MAX = 4096;

/**
 * Hangs up a moment later on all that were named by then: to look through the files of the process
 * takes milliseconds, and as long for hundreds that are shed at once as for one.
 */
export function hangUpTogether(hangUp: HangUp): (peer: Peer) => void {
  let waiting: Peer[] = [];
  return (peer) => {
    if (waiting.push(peer) > 1) return;
    setTimeout(() => {
      const peers = waiting;
      waiting = [];
      hangUp(peers);
    });
  };
}

/**
 * Opens what hangs up; where native calls are not allowed, or known, it does nothing.
 *
 * @param libcPaths where Linux's C library may lie
 */
export function openHangUp(libcPaths: readonly string[]): HangUp {
  const libc = openLibc(SYMBOLS, libcPaths);
  if (libc === null) return () => 0;
  const bytes = new Uint8Array(ADDRESS_BYTES);
  const view = new DataView(bytes.buffer);
  const length = new Uint32Array(1);
  return (peers) => {
    const byPort = Map.groupBy(peers, ({ port }) => port);
    let cut = 0;
    for (let fd = 0, gap = 0; gap < GAP_MAX && cut < peers.length; fd++) {
      length[0] = ADDRESS_BYTES;
      const isConnected = libc.getpeername(fd, bytes, length) === 0;
      gap = isConnected ? 0 : gap + 1;
      if (!isConnected) continue;
      const peer = readPeer(view);
      const wanted = peer === null ? undefined : byPort.get(peer.port);
      if (peer === null || wanted === undefined) continue;
      const isWanted = wanted.some(({ hostname }) =>
        plainAddress(hostname) === peer.hostname
      );
      if (isWanted && libc.shutdown(fd, SHUT_RDWR) === 0) cut++;
    }
    return cut;
  };
}
