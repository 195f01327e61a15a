import { answerSegments } from "@/lib/media/mod.ts";
import { define } from "@/lib/state.ts";

/** `/api/segments?v=VIEWER`: how the last stretches of film reached a viewer. */
export const handler = define.handlers((ctx) =>
  answerSegments(
    { request: ctx.req, remoteAddr: ctx.info.remoteAddr },
    ctx.state.media,
  )
);
