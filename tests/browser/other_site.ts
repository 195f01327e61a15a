import { partOf } from "./part_of.ts";

/** Another site with one film, reached by an address of its own. */
export interface OtherSite {
  readonly origin: string;
  /** Requests so far, such as `HEAD /cors/film.mp4`. */
  readonly asked: readonly string[];
  close(): Promise<void>;
}

/**
 * Serves one film from another origin: under `/cors/` to every page, elsewhere to those who do not
 * look at it, and `/missing.mp4` not at all.
 */
export function openOtherSite(
  film: Uint8Array<ArrayBuffer>,
): OtherSite {
  const stopping = new AbortController();
  const asked: string[] = [];
  const server = Deno.serve(
    {
      port: 0,
      hostname: "127.0.0.1",
      signal: stopping.signal,
      onListen: () => {},
    },
    (request) => {
      const { pathname } = new URL(request.url);
      asked.push(`${request.method} ${pathname}`);
      const headers = new Headers({ "accept-ranges": "bytes" });
      if (pathname.startsWith("/cors/")) {
        headers.set("access-control-allow-origin", "*");
        headers.set("access-control-allow-headers", "range");
        headers.set(
          "access-control-expose-headers",
          "content-range, content-length, accept-ranges",
        );
      }
      if (pathname.endsWith("missing.mp4")) {
        return new Response("Not here", { status: 404, headers });
      }
      headers.set("content-type", "video/mp4");
      return partOf(film, request, headers);
    },
  );
  return {
    origin: `http://127.0.0.1:${server.addr.port}`,
    asked,
    async close() {
      stopping.abort();
      await server.finished;
    },
  };
}
