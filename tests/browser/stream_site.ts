import { extname } from "node:path";
import { partOf } from "./part_of.ts";

/** Another site that serves a folder of streams to every page. */
export interface StreamSite {
  readonly origin: string;
  /** Requests so far, such as `GET /plain/index.m3u8`. */
  readonly asked: readonly string[];
  close(): Promise<void>;
}

const TYPES: Readonly<Record<string, string>> = {
  ".m3u8": "application/vnd.apple.mpegurl",
  ".mpd": "application/dash+xml",
  ".flv": "video/x-flv",
  ".ts": "video/mp2t",
  ".mp4": "video/mp4",
  ".m4s": "video/mp4",
};

/**
 * Serves a folder from another origin. Under `/nameless/` the end of each name is left out, so that
 * only the content tells what it is; under `/shut/` no page may look.
 */
export function openStreamSite(folder: string): StreamSite {
  const stopping = new AbortController();
  const asked: string[] = [];
  const server = Deno.serve(
    {
      port: 0,
      hostname: "127.0.0.1",
      signal: stopping.signal,
      onListen: () => {},
    },
    async (request) => {
      const { pathname } = new URL(request.url);
      asked.push(`${request.method} ${pathname}`);
      const headers = new Headers({ "accept-ranges": "bytes" });
      if (!pathname.startsWith("/shut/")) {
        headers.set("access-control-allow-origin", "*");
        headers.set("access-control-expose-headers", "content-range");
      }
      const path = pathname.replace(/^\/shut/, "")
        .replace(/^\/nameless\/(\w+)$/, "/film.$1");
      const bytes = await Deno.readFile(folder + path).catch(() => null);
      if (bytes === null) {
        return new Response("Not here", { status: 404, headers });
      }
      headers.set("content-type", TYPES[extname(path)] ?? "text/plain");
      return partOf(bytes, request, headers);
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
