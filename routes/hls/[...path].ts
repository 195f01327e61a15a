import { connectionOf, readViewer } from "@/lib/media/mod.ts";
import { define } from "@/lib/state.ts";

/** `/hls/PATH/index.m3u8` and the parts it names: a film of the server, cut without transcoding. */
export const handler = define.handlers((ctx) =>
  ctx.state.media.serveHls(ctx.req, {
    // Still percent-encoded, so that it is decoded once and by one hand.
    rawPath: ctx.url.pathname.slice("/hls/".length),
    viewer: readViewer(ctx.url),
    version: ctx.url.searchParams.get("f"),
    connection: connectionOf(ctx.info.remoteAddr),
    completed: ctx.info.completed,
  })
);
