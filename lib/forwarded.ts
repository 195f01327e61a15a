import { BlockList, isIP } from "node:net";

/** Network addresses of proxies whose word counts. */
export interface ProxyList {
  /** Whether none is listed, so that nobody's word counts. */
  readonly isEmpty: boolean;
  /** Whether an address is one of them. */
  has(address: string): boolean;
}

/**
 * Reads a list such as `loopback, 10.0.0.0/8, fd00::1`.
 *
 * @throws {RangeError} with the entry that is no address and no network
 */
export function readProxies(list: string): ProxyList {
  const known = new BlockList();
  const entries = list.split(",").map((entry) => entry.trim())
    .filter((entry) => entry !== "");
  for (const entry of entries.flatMap(spell)) {
    const [address = "", bits] = entry.split("/");
    const family = familyOf(address);
    const bitsMax = family === "ipv4" ? 32 : 128;
    const isNetwork = bits !== undefined && /^\d{1,3}$/.test(bits) &&
      Number(bits) <= bitsMax;
    if (family === null || (bits !== undefined && !isNetwork)) {
      throw new RangeError(entry);
    }
    if (bits === undefined) known.addAddress(address, family);
    else known.addSubnet(address, Number(bits), family);
  }
  return {
    isEmpty: entries.length === 0,
    has(address) {
      const plain = unmapped(address);
      const family = familyOf(plain);
      return family !== null && known.check(plain, family);
    },
  };
}

/** Who sent a request, and by which address of ours. */
export interface Sender {
  /** The network address it comes from. */
  readonly address: string;
  /** Scheme and host the viewer's browser asked for; null where no proxy says so. */
  readonly origin: string | null;
}

/**
 * Who sent a request that came through proxies, as far as their word counts: the last address
 * that none of ours vouches for, so that nobody can claim to be somebody else.
 *
 * @param peer the network address at the other end of the connection
 */
export function senderOf(
  headers: Headers,
  peer: string,
  proxies: ProxyList,
): Sender {
  if (proxies.isEmpty || !proxies.has(peer)) {
    return { address: peer, origin: null };
  }
  let address = peer;
  for (const said of valuesOf(headers, "x-forwarded-for").reverse()) {
    if (isIP(said) === 0) break;
    address = said;
    if (!proxies.has(said)) break;
  }
  // Of several proxies the nearest to us is the one that is trusted to know.
  const scheme = valuesOf(headers, "x-forwarded-proto").at(-1);
  if (scheme !== "http" && scheme !== "https") return { address, origin: null };
  const host = valuesOf(headers, "x-forwarded-host").at(-1) ??
    headers.get("host") ?? "";
  const origin = /^[\w.:[\]-]+$/.test(host)
    ? URL.parse(`${scheme}://${host}`)?.origin ?? null
    : null;
  return { address, origin };
}

function valuesOf(headers: Headers, name: string): string[] {
  return (headers.get(name) ?? "").split(",").map((value) => value.trim())
    .filter((value) => value !== "");
}

function spell(entry: string): readonly string[] {
  return entry === "loopback" ? ["127.0.0.0/8", "::1"] : [entry];
}

function familyOf(address: string): "ipv4" | "ipv6" | null {
  const version = isIP(address);
  return version === 0 ? null : version === 4 ? "ipv4" : "ipv6";
}

/** An IPv4 address that a socket for both families tells as one of IPv6. */
function unmapped(address: string): string {
  return /^::ffff:(\d+(?:\.\d+){3})$/i.exec(address)?.[1] ?? address;
}
