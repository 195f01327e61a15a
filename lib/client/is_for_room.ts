import { hasRight } from "@/lib/protocol/mod.ts";
import { countOnline } from "./room_signals.ts";
import type { Session } from "./session.ts";
import type { Watching } from "./watching.ts";

/**
 * Whether what a viewer does to their player is the room's act: nobody can be free with the guard
 * on, and alone whoever joins is to land where the film is. Alone, and with no right to the room's
 * film, one watches one's own way.
 */
export function isForRoom(
  session: RoomFacts & Pick<Session, "guard">,
  watching: Pick<Watching, "film">,
): boolean {
  if (!isRoomFilm(session, watching)) return false;
  if (session.guard.peek().on) return true;
  return countOnline(session.rows.peek()) <= 1 && mayCommand(session);
}

/**
 * Whether a media key of a viewer moves the whole room: who is with it, watches its film and may
 * command it means the room's film, wherever the key is.
 */
export function isForAll(
  session: RoomFacts & Pick<Session, "following" | "link">,
  watching: Pick<Watching, "film">,
): boolean {
  return session.following.peek() && session.link.peek().state === "open" &&
    isRoomFilm(session, watching) && mayCommand(session);
}

type RoomFacts = Pick<Session, "access" | "me" | "rows" | "timeline">;

function isRoomFilm(
  { timeline }: RoomFacts,
  { film }: Pick<Watching, "film">,
): boolean {
  return film.peek()?.sourceId === timeline.peek()?.sourceId;
}

function mayCommand({ rows, me, access }: RoomFacts): boolean {
  const role = rows.peek().get(me.peek()?.id ?? "")?.peek().role ?? "viewer";
  return hasRight(role, "command", access.peek());
}
