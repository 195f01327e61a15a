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
  session: Pick<Session, "access" | "guard" | "me" | "rows" | "timeline">,
  watching: Pick<Watching, "film">,
): boolean {
  if (watching.film.peek()?.sourceId !== session.timeline.peek()?.sourceId) {
    return false;
  }
  if (session.guard.peek().on) return true;
  const rows = session.rows.peek();
  const role = rows.get(session.me.peek()?.id ?? "")?.peek().role ?? "viewer";
  return countOnline(rows) <= 1 &&
    hasRight(role, "command", session.access.peek());
}
