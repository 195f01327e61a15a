import { HttpError } from "fresh";
import {
  connectionOf,
  partBytesMaxOf,
  peerOf,
  readViewer,
} from "@/lib/media/mod.ts";
import type { AskedFilm } from "@/lib/films_again.ts";
import { define } from "@/lib/state.ts";

/** `/media/PATH`: a film of the server, by ranges. */
export const handler = define.handlers(async (ctx) => {
  const { req } = ctx;
  const film: AskedFilm = {
    // Still percent-encoded, so that it is decoded once and by one hand.
    rawPath: ctx.url.pathname.slice("/media/".length),
    viewer: readViewer(ctx.url),
    partBytesMax: partBytesMaxOf(ctx.url),
  };
  const answer = await ctx.state.media.serve(req, {
    ...film,
    connection: connectionOf(ctx.info.remoteAddr),
    peer: peerOf(ctx.info.remoteAddr),
    completed: ctx.info.completed,
  });
  if (answer.status === 206) ctx.state.filmsAgain.note(req.url, film);
  // Who opens the address in a window reads a page; players and programs get the refusal itself.
  const isForPeople = req.method === "GET" &&
    /\btext\/html\b/i.test(req.headers.get("accept") ?? "");
  if (answer.status !== 404 || !isForPeople) return answer;
  await answer.body?.cancel();
  throw new HttpError(404);
});
