import { watch } from "./guard_watch.ts";
import { broadcast } from "./move.ts";
import { atEnd } from "./playback.ts";
import { sendRows } from "./rows.ts";
import { restWhenEmpty } from "./rest.ts";
import type { Effect, Now, Room, Step } from "./state.ts";
import { standIn } from "./stand_in.ts";
import { tellHeld } from "./tell.ts";
import { expire } from "./expire.ts";

// In this order: who has gone is not waited for, and what the rules decide is sent in one go.
const RULES = [
  expire,
  restWhenEmpty,
  standIn,
  atEnd,
  watch,
  sendPending,
  tellHeld,
] as const;

/**
 * All that happens in a room as time passes; to be called at 4 Hz, and when an effect asks.
 *
 * @param areRowsDue whether changed rows go out too; with the guard on they always do, since it
 * goes by clocks that pages learn from them
 */
export function tick(room: Room, now: Now, areRowsDue = true): Step {
  const effects: Effect[] = [];
  let next = room;
  for (
    const rule of areRowsDue || room.guard.on ? [...RULES, sendRows] : RULES
  ) {
    const step = rule(next, now);
    next = step.room;
    effects.push(...step.effects);
  }
  return { room: next, effects };
}

function sendPending(room: Room, now: Now): Step {
  return room.broadcast.pending ? broadcast(room, now) : { room, effects: [] };
}
