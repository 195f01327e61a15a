import { RECONNECT_GRACE_MS, REPORTS_KEPT_MS } from "@/lib/protocol/mod.ts";
import type { Effect, Now, Room, Step } from "./state.ts";
import { tell } from "./tell.ts";
import { countListed, withoutViewer, withViewer } from "./viewers.ts";

/**
 * Lets go of whom the room has not heard of for too long: those whose link is gone leave it, those
 * who are silent behind an open link are only no longer listed. Either is told where nobody answers
 * at the other end any more: a row that goes without a word would leave the others wondering.
 */
export function expire(room: Room, now: Now): Step {
  let next = room;
  const effects: Effect[] = [];
  for (const viewer of room.viewers.values()) {
    const { lostAtMs, heardMs, reachable, listed, leaveTold } = viewer;
    const isGone = lostAtMs !== null &&
      now.nowMs - lostAtMs >= RECONNECT_GRACE_MS;
    // A tab that sleeps and still answers has not left.
    const mayBeHere = reachable || leaveTold;
    const isSilent = (listed || !mayBeHere) &&
      now.nowMs - heardMs > REPORTS_KEPT_MS;
    if (!isGone && !isSilent) continue;
    next = isGone ? withoutViewer(next, viewer) : withViewer(next, {
      ...viewer,
      listed: false,
      reports: [],
      leaveTold: !reachable,
    });
    if (leaveTold || (!isGone && reachable)) continue;
    const step = tell(next, {
      what: "leave",
      by: viewer.name,
      value: countListed(next),
    }, now);
    next = step.room;
    effects.push(...step.effects);
  }
  return { room: next, effects };
}
