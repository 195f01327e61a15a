import { HttpError } from "fresh";
import {
  CLOSE_HEADER,
  LINK_HEADER,
  POLL_BODY_BYTES_MAX,
} from "@/lib/hub/mod.ts";
import { listedCors } from "@/lib/origin.ts";
import { readBody } from "@/lib/read_body.ts";
import { define, type State } from "@/lib/state.ts";
import { refuseOtherOrigins, visitorOf } from "@/lib/visitor.ts";

/**
 * `/sync/poll?u=NAME&room=ROOM`: the room for who gets no WebSocket through. POST without a link
 * opens one; with it, it says frames, one a line; GET waits for frames; DELETE ends it.
 */
export const handler = define.handlers({
  async POST({ req, url, info, state }) {
    refuseOtherOrigins({ req, url, state });
    const headers = headersFor(req, state);
    const id = req.headers.get(LINK_HEADER);
    if (id === null) {
      const visitor = visitorOf({ req, url, info, state });
      const opened = state.polls.open(visitor);
      return new Response(null, {
        status: 201,
        headers: "id" in opened
          ? { ...headers, [LINK_HEADER]: opened.id }
          : { ...headers, [CLOSE_HEADER]: `${opened.code}` },
      });
    }
    if (!state.polls.has(id)) throw gone();
    const text = new TextDecoder().decode(
      await readBody(req, {
        bytesMax: POLL_BODY_BYTES_MAX,
        after: state.after,
      }),
    );
    if (!state.polls.give(id, text)) throw gone();
    return new Response(null, { status: 204, headers });
  },
  async GET({ req, url, state }) {
    refuseOtherOrigins({ req, url, state });
    const taken = await state.polls.take(req.headers.get(LINK_HEADER) ?? "");
    if (taken === null) throw gone();
    return new Response(taken.text, {
      headers: {
        ...headersFor(req, state),
        "content-type": "text/plain; charset=utf-8",
        ...(taken.closedWith === null
          ? {}
          : { [CLOSE_HEADER]: `${taken.closedWith}` }),
      },
    });
  },
  DELETE({ req, url, state }) {
    refuseOtherOrigins({ req, url, state });
    state.polls.leave(req.headers.get(LINK_HEADER) ?? "");
    return new Response(null, { status: 204, headers: headersFor(req, state) });
  },
  /** A page of a listed origin asks whether it may. */
  OPTIONS({ req, state }) {
    return new Response(null, { status: 204, headers: headersFor(req, state) });
  },
});

function headersFor(req: Request, { config }: State): Record<string, string> {
  return {
    ...listedCors(req, config.allowedOrigins, [LINK_HEADER, CLOSE_HEADER]),
    "cache-control": "no-store",
  };
}

function gone(): HttpError {
  return new HttpError(410, "Cannot find that link as it has ended");
}
