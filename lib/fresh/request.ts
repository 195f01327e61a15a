import { compressed } from "./compress.ts";
import { HttpError } from "./http_error.ts";
import type { Method } from "./types.ts";

/** Stands in for the connection when a test calls the handler. */
export const LOCAL: Deno.ServeHandlerInfo = {
  remoteAddr: { transport: "tcp", hostname: "localhost", port: 1 },
  // Nobody sends the answer, so nobody says that it was sent.
  completed: new Promise(() => {}),
};

/** What is known of a request beside itself. */
export interface RequestInfo extends Deno.ServeHandlerInfo {
  /** Scheme and host by which the browser knows us, where a proxy that is trusted says so. */
  readonly origin?: string | null;
  /** The other end of the connection, where `remoteAddr` is what such a proxy says. */
  readonly peer?: Deno.Addr;
}

/**
 * The address asked for: double slashes folded, so that no path reads as a host.
 *
 * @param trustProxy Whether forwarded headers count, whoever wrote them
 * @param origin Scheme and host in place of those of the request
 */
export function urlOf(
  req: Request,
  trustProxy: boolean,
  origin: string | null = null,
): URL {
  const url = new URL(req.url);
  if (origin !== null) {
    const { protocol, host, port } = new URL(origin);
    Object.assign(url, { protocol, host, port });
  }
  // Setting it parses the address once more.
  if (url.pathname.includes("//")) {
    url.pathname = url.pathname.replace(/\/+/g, "/");
  }
  if (trustProxy) {
    const proto = req.headers.get("x-forwarded-proto");
    const host = req.headers.get("x-forwarded-host");
    if (proto === "http" || proto === "https") url.protocol = `${proto}:`;
    if (host !== null) url.host = host;
  }
  return url;
}

/**
 * What happens when no route answered.
 *
 * @param allowed Methods the address has
 * @throws {HttpError} 404, or 405 when only the method is wrong
 */
export function nobody(
  method: string,
  allowed: readonly Method[],
): Promise<Response> {
  if (allowed.length === 0) return Promise.reject(new HttpError(404));
  if (method !== "OPTIONS") return Promise.reject(new HttpError(405));
  const headers = { allow: allowed.join(", ") };
  return Promise.resolve(new Response(null, { status: 204, headers }));
}

/** The answer as it goes out: packed, and without a body for HEAD. */
export async function finished(req: Request, res: Response): Promise<Response> {
  if (req.method !== "HEAD") return compressed(req, res);
  await res.body?.cancel();
  return new Response(null, res);
}
