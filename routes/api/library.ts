import { answerLibrary } from "@/lib/media/mod.ts";
import { define } from "@/lib/state.ts";

/** `/api/library`: the films of the server. */
export const handler = define.handlers((ctx) =>
  answerLibrary(ctx.req, ctx.state.media)
);
