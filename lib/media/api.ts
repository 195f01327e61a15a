/**
 * The read-only API about films.
 *
 * @module
 */
import { cors } from "./cors.ts";
import type { MediaServer } from "./media_server.ts";
import { problemAnswer } from "./problem.ts";
import { isHost, readViewer } from "./viewer.ts";

const METHODS = "GET, HEAD, OPTIONS";

/**
 * Answers `/api/library`: `{ "films": [...], "isCutShort": false }`, open to
 * every page. With `?path=` it is that film alone, or none.
 */
export async function answerLibrary(
  request: Request,
  media: MediaServer,
): Promise<Response> {
  const refusal = refused(request);
  if (refusal !== null) return refusal;
  const path = new URL(request.url).searchParams.get("path") ?? undefined;
  return json(await media.library(path), cors());
}

/**
 * Answers `/api/segments?v=VIEWER`: `{ "segments": [...], "uplink": {...} }`,
 * the transfers of one viewer, and the server's upload as far as it is known.
 * Without `v` it is everyone's, and only for this machine and the admin: a list
 * of who watches what is for the host alone, and for no page elsewhere.
 *
 * @param remoteAddr Where the request comes from.
 */
export function answerSegments(
  { request, remoteAddr, isAdmin = false, isShown = () => true }: {
    request: Request;
    remoteAddr: Deno.Addr;
    /** Whether the request shows the admin's token. */
    isAdmin?: boolean;
    /** Whether a viewer's transfers are shown among everyone's. */
    isShown?: (viewer: string | null) => boolean;
  },
  media: MediaServer,
): Response {
  const refusal = refused(request);
  if (refusal !== null) return refusal;
  const viewer = readViewer(new URL(request.url));
  if (viewer !== null) {
    const uplink = media.uplink();
    return json({ segments: media.segments(viewer), uplink }, cors());
  }
  if (isAdmin || isHost(request, remoteAddr)) {
    const segments = media.segments().filter(({ viewer }) => isShown(viewer));
    return json({ segments }, new Headers());
  }
  return problemAnswer({
    status: 403,
    title: "Not for strangers",
    detail:
      "Cannot show everyone's transfers as that needs the admin's token, or a request from the server's own machine",
  });
}

function refused(request: Request): Response | null {
  if (request.method === "GET" || request.method === "HEAD") return null;
  const headers = cors();
  headers.set("allow", METHODS);
  if (request.method === "OPTIONS") {
    return new Response(null, { status: 204, headers });
  }
  return problemAnswer({ status: 405, title: "Method not allowed" }, headers);
}

function json(content: unknown, headers: Headers): Response {
  headers.set("cache-control", "no-store");
  headers.set("x-content-type-options", "nosniff");
  return Response.json(content, { headers });
}
