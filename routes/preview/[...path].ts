import { define } from "@/lib/state.ts";

/** `/preview/PATH?at=SECOND`: a small picture of a film of the server, or 204 where there is none. */
export const handler = define.handlers((ctx) =>
  ctx.state.media.servePreview(ctx.req, {
    rawPath: ctx.url.pathname.slice("/preview/".length),
    at: ctx.url.searchParams.get("at"),
  })
);
