/**
 * The other end of a connection, as Deno and as Linux name it.
 *
 * @module
 */

/** The other end of a connection. */
export interface Peer {
  readonly hostname: string;
  readonly port: number;
}

/** From the Linux headers; the same on x86-64 and ARM64. */
const AF_INET = 2;
const AF_INET6 = 10;
/** Where both kinds of address have their port. */
const PORT_AT = 2;

/** The end that a `struct sockaddr_in` or `sockaddr_in6` names; null for another. */
export function readPeer(view: DataView): Peer | null {
  const hostname = readAddress(view);
  return hostname === null ? null : { hostname, port: view.getUint16(PORT_AT) };
}

/** One spelling of each address; IPv4 ones within IPv6 are those of IPv4. */
export function plainAddress(hostname: string): string {
  if (!hostname.includes(":")) return hostname;
  const url = `http://[${hostname.split("%")[0]}]/`;
  if (!URL.canParse(url)) return hostname;
  const spelt = new URL(url).hostname.slice(1, -1);
  const mapped = /^::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})$/.exec(spelt);
  if (mapped === null) return spelt;
  const [high = 0, low = 0] = mapped.slice(1).map((part) => parseInt(part, 16));
  return [high >> 8, high & 255, low >> 8, low & 255].join(".");
}

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
  return plainAddress(groups.join(":"));
}
