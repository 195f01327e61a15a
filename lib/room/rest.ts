import { OFF, withGuard } from "./guard_state.ts";
import { move } from "./move.ts";
import type { Now, Room, Step } from "./state.ts";

/**
 * A film does not run for nobody: once the last viewer has left, the room rests where they left
 * it, and whoever comes tomorrow finds it there. The guard is off: it was for those who have gone.
 */
export function restWhenEmpty(room: Room, now: Now): Step {
  if (room.viewers.size > 0) return { room, effects: [] };
  const alone: Step = room.guard.on
    ? withGuard(room, OFF, now)
    : { room, effects: [] };
  if (room.timeline.rate === 0) return alone;
  const moved = move(alone.room, {
    how: "pause",
    by: null,
    needs: "news",
    rate: 0,
  }, now);
  return { room: moved.room, effects: [...alone.effects, ...moved.effects] };
}
