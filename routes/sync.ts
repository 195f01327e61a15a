import { HttpError } from "fresh";
import { openSocket } from "@/lib/hub/mod.ts";
import { define } from "@/lib/state.ts";
import { peerOf, visitorOf } from "@/lib/visitor.ts";

/** `/sync?u=NAME&room=ROOM`: the socket by which a page takes part in a room. */
export const handler = define.handlers({
  /** Pages ask so whether a link would be taken. */
  HEAD: ({ state }) =>
    new Response(null, { status: state.isDraining() ? 503 : 204 }),
  GET({ req, url, info, state }) {
    if (req.headers.get("upgrade")?.toLowerCase() !== "websocket") {
      throw new HttpError(426, "Cannot answer without a WebSocket handshake");
    }
    const visitor = visitorOf({ req, url, info, state });
    try {
      const peer = peerOf(info);
      return openSocket(
        req,
        visitor,
        state.hub,
        () => "hostname" in peer && state.hangUp(peer),
      );
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
      throw new HttpError(400, "Cannot read the WebSocket handshake");
    }
  },
});
