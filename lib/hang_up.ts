/**
 * Ends connections whose other end takes nothing any more. Deno (2.9) cannot: a socket that is
 * closed says so behind all that it still has to send, and until then holds it in memory.
 *
 * @module
 */

/** The other end of a connection. */
export interface Peer {
  readonly hostname: string;
  readonly port: number;
}

/** What hanging up rests on. */
export interface HangUpParts {
  /** Where Linux's C library may lie. */
  readonly libcPaths: readonly string[];
  /** Whether connections of an address carry other people's. */
  readonly isProxy: (address: string) => boolean;
}

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
const AF_INET = 2;
const AF_INET6 = 10;
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

/** Opens what hangs up; where native calls are not allowed, or known, it does nothing. */
export function openHangUp({ libcPaths, isProxy }: HangUpParts): HangUp {
  const libc = openLibc(libcPaths);
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
      const wanted = byPort.get(view.getUint16(PORT_AT));
      const address = wanted === undefined ? null : readAddress(view);
      if (wanted === undefined || address === null) continue;
      // Behind a proxy a viewer has an address of their own, and the port of the proxy's connection.
      const isWanted = isProxy(address) ||
        wanted.some(({ hostname }) => plain(hostname) === address);
      if (isWanted && libc.shutdown(fd, SHUT_RDWR) === 0) cut++;
    }
    return cut;
  };
}

/** Where both kinds of address have their port. */
const PORT_AT = 2;

/** The address in a `struct sockaddr_in` or `sockaddr_in6`; null for another. */
function readAddress(view: DataView): string | null {
  const family = view.getUint16(0, true);
  if (family === AF_INET) {
    return [4, 5, 6, 7].map((at) => view.getUint8(at)).join(".");
  }
  if (family !== AF_INET6) return null;
  const groups = Array.from(
    { length: 8 },
    (_, i) => view.getUint16(8 + i * 2).toString(16),
  );
  return plain(groups.join(":"));
}

/** One spelling of each address; IPv4 ones within IPv6 are those of IPv4. */
function plain(hostname: string): string {
  if (!hostname.includes(":")) return hostname;
  const url = `http://[${hostname.split("%")[0]}]/`;
  if (!URL.canParse(url)) return hostname;
  const spelt = new URL(url).hostname.slice(1, -1);
  const mapped = /^::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})$/.exec(spelt);
  if (mapped === null) return spelt;
  const [high = 0, low = 0] = mapped.slice(1).map((part) => parseInt(part, 16));
  return [high >> 8, high & 255, low >> 8, low & 255].join(".");
}

function openLibc(
  paths: readonly string[],
): Deno.DynamicLibrary<typeof SYMBOLS>["symbols"] | null {
  if (Deno.build.os !== "linux") return null;
  for (const path of paths) {
    const { state } = Deno.permissions.querySync({ name: "ffi", path });
    if (state !== "granted") continue;
    try {
      return Deno.dlopen(path, SYMBOLS).symbols;
    } catch {
      // Another libc, or none at this place.
    }
  }
  return null;
}
