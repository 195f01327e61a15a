import { HttpError } from "fresh";
import { bearerOf } from "@/lib/bearer.ts";
import { cleanRoom } from "@/lib/protocol/mod.ts";
import { define } from "@/lib/state.ts";

/**
 * `/api/rooms/ROOM/danmaku`: the danmaku kept with the film that the room watches, for a viewer,
 * who proves to be one by the token of their welcome.
 */
export const handler = define.handlers({
  GET({ req, params, state }) {
    const room = cleanRoom(params.room ?? "") ?? "";
    const kept = state.hub.danmakuFor(room, bearerOf(req));
    if (kept === null) {
      throw new HttpError(401, "Cannot show what was said to somebody else");
    }
    return Response.json(kept, { headers: { "cache-control": "no-store" } });
  },
});
