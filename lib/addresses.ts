/** A network interface, as `Deno.networkInterfaces()` gives it. */
export interface Interface {
  readonly family: "IPv4" | "IPv6";
  readonly address: string;
}

/**
 * The addresses to open or to send to a friend.
 *
 * @param host the address that is bound
 * @param interfaces those of this machine; only IPv4 is printed, which people can type
 */
export function addressesOf(
  { host, port, isTls, publicUrl }: {
    readonly host: string;
    readonly port: number;
    readonly isTls: boolean;
    readonly publicUrl: string | null;
  },
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
