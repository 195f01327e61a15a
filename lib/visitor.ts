import { HttpError, type RequestInfo } from "fresh";
import type { Visitor } from "@/lib/hub/mod.ts";
import { isAllowedOrigin } from "@/lib/origin.ts";
import { cleanName, cleanRoom } from "@/lib/protocol/mod.ts";
import { DEFAULT_ROOM } from "@/lib/room_name.ts";
import { sessionOf } from "@/lib/session_cookie.ts";
import type { State } from "@/lib/state.ts";

/** What a request tells of who makes it. */
export interface Knock {
  readonly req: Request;
  readonly url: URL;
  readonly info: Deno.ServeHandlerInfo;
  readonly state: State;
}

/**
 * Who wants a link to a room.
 *
 * @throws {HttpError} for a page of another origin, a name that nobody could see, and while the
 *   server stops
 */
export function visitorOf({ req, url, info, state }: Knock): Visitor {
  refuseOtherOrigins({ req, url, state });
  if (state.isDraining()) {
    throw new HttpError(503, "Cannot take anybody in while stopping");
  }
  const name = cleanName(url.searchParams.get("u") ?? "");
  if (name === null) {
    throw new HttpError(400, 'Cannot read "u" as it must be a visible name');
  }
  const room = cleanRoom(url.searchParams.get("room") ?? "") ?? DEFAULT_ROOM;
  const session = sessionOf(req.headers);
  return { room, name, address: addressOf(info), session };
}

/**
 * Whether who asks may see what goes on in a room: in a closed one its members may, and the admin.
 */
export function maySee(
  room: string,
  { req, info, state }: Omit<Knock, "url">,
): boolean {
  const session = sessionOf(req.headers);
  const knocking = { room, session, address: addressOf(info) };
  return state.hub.door.maySee(knocking) || state.admin.isAdmin(req);
}

/** The network address of who asks, for limits. */
export function addressOf({ remoteAddr }: Knock["info"]): string {
  return "hostname" in remoteAddr ? remoteAddr.hostname : "local";
}

/** The other end of the connection: where proxies stand between, that of the nearest. */
export function peerOf({ peer, remoteAddr }: RequestInfo): Deno.Addr {
  return peer ?? remoteAddr;
}

/**
 * Lets no page in but our own, and those of listed origins.
 *
 * @throws {HttpError} for a page of another origin
 */
export function refuseOtherOrigins(
  { req, url, state }: Pick<Knock, "req" | "url" | "state">,
): void {
  if (isAllowedOrigin(req, state.config.allowedOrigins, url)) return;
  throw new HttpError(
    403,
    "Cannot take a page of another origin; see ALLOWED_ORIGINS",
  );
}
