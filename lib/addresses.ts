import { isOwnMachine } from "@/lib/base/mod.ts";

/** A network interface, as `Deno.networkInterfaces()` gives it. */
export interface Interface {
  readonly family: "IPv4" | "IPv6";
  readonly address: string;
}

/** This machine's network interfaces; none where we may not ask for them, as on a platform. */
export function interfacesHere(): readonly Interface[] {
  try {
    return Deno.networkInterfaces();
  } catch (error) {
    if (error instanceof Deno.errors.NotCapable) return [];
    throw error;
  }
}

/** Where a server listens, and what its host calls it. */
export interface Place {
  /** The address that is bound. */
  readonly host: string;
  readonly port: number;
  readonly isTls: boolean;
  readonly publicUrl: string | null;
}

/** What goes into an invitation. */
export interface Invitation {
  /** What the host set as the address for guests. */
  readonly publicUrl: string | null;
  /** Those of the server's networks, such as `http://192.168.1.5:59117/`. */
  readonly lan: readonly string[];
  /** Whether it listens to its own machine alone: nobody else reaches it but by a proxy. */
  readonly isLoopback: boolean;
}

/**
 * The addresses to open or to send to a friend.
 *
 * @param interfaces those of this machine; only IPv4 is printed, which people can type
 */
export function addressesOf(
  { host, port, isTls, publicUrl }: Place,
  interfaces: readonly Interface[],
): readonly string[] {
  const scheme = isTls ? "https" : "http";
  const urlOf = (name: string) =>
    `${scheme}://${name.includes(":") ? `[${name}]` : name}:${port}/?u=`;
  const isEvery = host === "0.0.0.0" || host === "::";
  const lan = interfaces.filter(({ family, address }) =>
    family === "IPv4" && !address.startsWith("127.")
  ).map(({ address }) => urlOf(address));
  const own = isEvery ? [urlOf("127.0.0.1"), ...lan] : [urlOf(host)];
  return publicUrl === null ? own : [...own, new URL("?u=", publicUrl).href];
}

/**
 * The addresses for those who are invited: by all that the server knows of itself. Who reached it
 * from outside is not told of the networks it stands in.
 *
 * @param askedAt the host name by which the page was reached; the asker may say what they like
 * @param askedFrom the network address of who asks
 */
export function invitationOf(
  place: Place,
  interfaces: readonly Interface[],
  { askedAt, askedFrom }: {
    readonly askedAt: string;
    readonly askedFrom: string;
  },
): Invitation {
  const { publicUrl } = place;
  const lan = addressesOf({ ...place, publicUrl: null }, interfaces)
    .map((address) => new URL("/", address))
    .filter(({ hostname }) => !isOwnMachine(hostname))
    .map(({ href }) => href);
  return {
    publicUrl: publicUrl === null ? null : new URL(publicUrl).href,
    lan: isNearby(askedAt) && isNearby(hostOf(askedFrom)) ? lan : [],
    isLoopback: isOwnMachine(hostOf(place.host)),
  };
}

/** A network address as the host of a URL; of an IPv4 address that a socket tells as IPv6, that one. */
function hostOf(address: string): string {
  return /^::ffff:(\d+(?:\.\d+){3})$/i.exec(address)?.[1] ??
    (address.includes(":") ? `[${address.toLowerCase()}]` : address);
}

// Private networks (RFC 1918), link-local ones (RFC 3927), those of carriers and VPNs (RFC 6598),
// unique local IPv6 (RFC 4193), mDNS (RFC 6762) and bare names.
function isNearby(hostname: string): boolean {
  return isOwnMachine(hostname) ||
    /^(?:10|192\.168|169\.254|172\.(?:1[6-9]|2\d|3[01])|100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7]))\.[\d.]+$/
      .test(hostname) ||
    /^\[f[cde]/.test(hostname) || /\.local$/.test(hostname) ||
    /^[^.:]+$/.test(hostname);
}
