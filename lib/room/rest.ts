import { endWait } from "./guard_state.ts";
import { move } from "./move.ts";
import type { Now, Room, Step } from "./state.ts";

/**
 * A film does not run for nobody: once the last viewer has left, the room rests where they left
 * it, and whoever comes tomorrow finds it there.
 */
export function restWhenEmpty(room: Room, now: Now): Step {
  if (room.viewers.size > 0) return { room, effects: [] };
  const waited = endWait(room, now);
  if (room.timeline.rate === 0) return waited;
  const moved = move(waited.room, {
    how: "pause",
    by: null,
    needs: "news",
    rate: 0,
  }, now);
  return { room: moved.room, effects: [...waited.effects, ...moved.effects] };
}
