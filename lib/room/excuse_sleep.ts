import { Roster } from "@/lib/base/mod.ts";
import type { Now, Room, Viewer } from "./state.ts";

/**
 * The process stood still for a while: nobody could be heard, and nobody is to be blamed for it.
 * What waits for people waits that much longer; the film went on without us.
 */
export function excuseSleep(
  room: Room,
  spanMs: number,
  { nowMs }: Now,
): Room {
  const later = (ms: number) => Math.min(nowMs, ms + spanMs);
  const viewers = [...room.viewers].map(([id, viewer]): [string, Viewer] => [
    id,
    {
      ...viewer,
      heardMs: later(viewer.heardMs),
      lostAtMs: viewer.lostAtMs === null ? null : later(viewer.lostAtMs),
    },
  ]);
  const { ownerAwayMs } = room;
  return {
    ...room,
    viewers: Roster.of(viewers),
    ownerAwayMs: ownerAwayMs === null ? null : later(ownerAwayMs),
  };
}
