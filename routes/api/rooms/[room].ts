import { HttpError } from "fresh";
import { roomFacts } from "@/lib/hub/mod.ts";
import { cleanRoom } from "@/lib/protocol/mod.ts";
import { define } from "@/lib/state.ts";
import { maySee } from "@/lib/visitor.ts";

/** `/api/rooms/ROOM`: a room's timeline, and its viewers with their reports of the last 10 s. */
export const handler = define.handlers({
  GET({ req, params, info, state }) {
    const name = cleanRoom(params.room ?? "");
    const room = name === null ? null : state.hub.room(name);
    // A closed room looks to strangers as one that is not there.
    if (room === null || !maySee(room.id, { req, info, state })) {
      throw new HttpError(404, "Cannot find the room as nobody is in it");
    }
    return Response.json(roomFacts(room, performance.now()), {
      headers: {
        "access-control-allow-origin": "*",
        "cache-control": "no-store",
      },
    });
  },
});
