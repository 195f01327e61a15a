import { connectionOf, partBytesMaxOf, readViewer } from "@/lib/media/mod.ts";
import { define } from "@/lib/state.ts";

/** `/media/PATH`: a film of the server, by ranges. */
export const handler = define.handlers((ctx) =>
  ctx.state.media.serve(ctx.req, {
    // Still percent-encoded, so that it is decoded once and by one hand.
    rawPath: ctx.url.pathname.slice("/media/".length),
    viewer: readViewer(ctx.url),
    partBytesMax: partBytesMaxOf(ctx.url),
    connection: connectionOf(ctx.info.remoteAddr),
    completed: ctx.info.completed,
  })
);
