import {
  isKnownIn,
  personOf,
  roomForAdmin,
  roomInShort,
} from "@/lib/hub/mod.ts";
import { sessionOf } from "@/lib/session_cookie.ts";
import { define } from "@/lib/state.ts";

/**
 * `/api/rooms`: the rooms in memory that the asker is in or known in; with the admin's token all
 * of them, and who is kept out. A room's name is not told to strangers: it is how one finds it.
 */
export const handler = define.handlers({
  GET({ req, state }) {
    const rooms = state.hub.rooms();
    const session = sessionOf(req.headers);
    const person = session === null ? null : personOf(session);
    const shown = state.admin.isAdmin(req)
      ? rooms.map((room) => roomForAdmin(room, Date.now()))
      : person === null
      ? []
      : rooms.filter((room) => isKnownIn(room, person)).map(roomInShort);
    return Response.json({ rooms: shown }, {
      headers: { "cache-control": "no-store" },
    });
  },
});
