import { isOwnMachine } from "@/lib/base/mod.ts";

/** How this server can be reached, as `/api/addresses` tells. */
export interface Addresses {
  /** What the host set as the address for guests. */
  readonly publicUrl: string | null;
  /** Those of the server's networks, such as `http://192.168.1.5:59117/`. */
  readonly lan: readonly string[];
  /** Whether it listens to its own machine alone. */
  readonly isLoopback: boolean;
}

/** A link into a room. */
export interface InviteLink {
  readonly href: string;
  /** The host's own choice, one of a network, or that by which this page was reached. */
  readonly from: "public" | "lan" | "here";
}

/** Nothing known. */
export const NO_ADDRESSES: Addresses = {
  publicUrl: null,
  lan: [],
  isLoopback: false,
};
/** Links offered at most: a machine with many networks would fill the screen. */
export const LINKS_MAX = 6;

/**
 * Links into a room, best first: what the host set, then how this page was reached, unless only
 * this machine knows that, then the server's networks.
 *
 * @param here the page's own address
 * @param atS where a viewer who is alone begins, in s
 */
export function inviteLinks(
  { publicUrl, lan }: Pick<Addresses, "publicUrl" | "lan">,
  { here, room, atS = null }: {
    readonly here: string;
    readonly room: string;
    readonly atS?: number | null;
  },
): readonly InviteLink[] {
  const own = new URL("/", here).href;
  const isUseless = isOwnMachine(new URL(own).hostname) &&
    (publicUrl !== null || lan.length > 0);
  const search = new URLSearchParams({
    room,
    ...(atS === null ? {} : { t: String(Math.max(0, Math.floor(atS))) }),
  }).toString();
  const links = new Map<string, InviteLink>();
  const add = (base: string, from: InviteLink["from"]) => {
    const link = new URL(base);
    link.search = search;
    const { href } = link;
    if (!links.has(href)) links.set(href, { href, from });
  };
  if (publicUrl !== null) add(publicUrl, "public");
  if (!isUseless) add(own, lan.includes(own) ? "lan" : "here");
  for (const base of lan) add(base, "lan");
  return [...links.values()].slice(0, LINKS_MAX);
}

/** Checks what `/api/addresses` answered; nothing known where it is something else. */
export function readAddresses(data: unknown): Addresses {
  if (typeof data !== "object" || data === null) return NO_ADDRESSES;
  const { publicUrl = null, lan = [], isLoopback }: {
    readonly publicUrl?: unknown;
    readonly lan?: unknown;
    readonly isLoopback?: unknown;
  } = data;
  const isAddress = (one: unknown): one is string =>
    typeof one === "string" && /^https?:$/.test(URL.parse(one)?.protocol ?? "");
  return {
    publicUrl: isAddress(publicUrl) ? publicUrl : null,
    lan: Array.isArray(lan) ? lan.filter(isAddress) : [],
    isLoopback: isLoopback === true,
  };
}
