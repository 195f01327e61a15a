import {
  connectionOf,
  type MediaServer,
  openSender,
  partBytesMaxOf,
  peerOf,
  readViewer,
} from "@/lib/media/mod.ts";
import type { MediaServerOptions } from "@/lib/media/media_server.ts";
import { withMedia } from "../media/still_media.ts";

/** Films on a port of this machine. */
export interface Served {
  readonly media: MediaServer;
  readonly folder: string;
  readonly port: number;
  /** Address of everything, with a slash at its end. */
  readonly url: string;
}

/** How long answers leave: by Deno's server, or by Linux where that may be asked to. */
export const WAYS = ["by Deno", "by Linux"] as const;

/** What has a media server send in one of these ways. */
export function sending(
  way: typeof WAYS[number],
  nowMs = () => performance.now(),
): Pick<MediaServerOptions, "sender"> {
  return {
    sender: way === "by Deno" ? null : openSender({
      nowMs,
      isProxy: () => false,
      onFail: (reason) => {
        throw new Error(reason);
      },
    }),
  };
}

/** A real server on a free port: buffers are used again only there. */
export async function withFilms(
  files: Readonly<Record<string, string | Uint8Array>>,
  test: (served: Served) => Promise<void>,
  options: Partial<MediaServerOptions> = {},
): Promise<void> {
  await withMedia(files, async (media, folder) => {
    const server = serveMedia(media);
    const { port } = server.addr;
    try {
      await test({ media, folder, port, url: `http://127.0.0.1:${port}/` });
    } finally {
      await server.shutdown();
    }
  }, { demoPath: "/none", ...options });
}

/** Serves films, and films in clips, as the routes do. */
export function serveMedia(
  media: MediaServer,
): Deno.HttpServer<Deno.NetAddr> {
  return Deno.serve(
    { port: 0, hostname: "127.0.0.1", onListen() {} },
    (request, { remoteAddr, completed }) => {
      const url = new URL(request.url);
      const viewer = readViewer(url);
      const connection = connectionOf(remoteAddr);
      const version = url.searchParams.get("f");
      const rawPath = url.pathname.replace(/^\/(?:media|hls)\//, "");
      const peer = peerOf(remoteAddr);
      const film = { rawPath, viewer, connection, peer, completed };
      return url.pathname.startsWith("/hls/")
        ? media.serveHls(request, { ...film, version })
        : media.serve(request, { ...film, partBytesMax: partBytesMaxOf(url) });
    },
  );
}
