/**
 * Who asks: what a request tells of its sender.
 *
 * @module
 */
import type { Peer } from "./send/peer.ts";

/**
 * The viewer that a media URL names with `?v=`. It only says whose transfer is
 * measured, so anyone may claim it; a session token never stands here.
 *
 * @returns Null when there is none, or none that could be an id.
 */
export function readViewer(url: URL): string | null {
  const viewer = url.searchParams.get("v");
  return viewer !== null && /^[\w-]{1,64}$/.test(viewer) ? viewer : null;
}

/**
 * How much an open-ended range is answered with, in bytes. So each request is a
 * stretch that can be timed, and a seek wastes little. Not less: at a round
 * trip of 100 ms players then wait more than they load.
 */
export const PART_BYTES = 1024 * 1024;

/**
 * How much a media URL lets an open-ended range get: `&part=1` beside a viewer
 * is written by the page's own player where the browser is known to go on
 * asking. Everyone else gets all: ffmpeg, curl and WebKit take less for the end.
 */
export function partBytesMaxOf(url: URL): number {
  const isOurs = url.searchParams.get("part") === "1" &&
    readViewer(url) !== null;
  return isOurs ? PART_BYTES : Infinity;
}

/** Names the connection of a request; undefined where the transport has no address. */
export function connectionOf(remoteAddr: Deno.Addr): string | undefined {
  return remoteAddr.transport === "tcp"
    ? `${remoteAddr.hostname} ${remoteAddr.port}`
    : undefined;
}

/** The other end of a connection; undefined where the transport has no address. */
export function peerOf(addr: Deno.Addr): Peer | undefined {
  return addr.transport === "tcp"
    ? { hostname: addr.hostname, port: addr.port }
    : undefined;
}

/**
 * Tells whether a request may see what all viewers do without the admin's
 * token: the host is who sits at this machine.
 */
export function isHost(request: Request, remoteAddr: Deno.Addr): boolean {
  return isFromHere(request, remoteAddr);
}

/**
 * Tells whether a request comes from this very machine, by a name of this
 * machine, and not through a proxy: then it may see what all viewers do. The
 * name matters as a page elsewhere can have its own name point here.
 */
export function isFromHere(request: Request, remoteAddr: Deno.Addr): boolean {
  if (remoteAddr.transport !== "tcp" || !isLoopback(remoteAddr.hostname)) {
    return false;
  }
  if (
    request.headers.has("x-forwarded-for") || request.headers.has("forwarded")
  ) return false;
  const { hostname } = new URL(request.url);
  return hostname === "localhost" ||
    isLoopback(hostname.replace(/^\[|\]$/g, ""));
}

function isLoopback(address: string): boolean {
  return address === "::1" || /^(::ffff:)?127(\.\d{1,3}){3}$/.test(address);
}
