import type { Settings } from "@/lib/protocol/mod.ts";
import type { Now, Room, Step } from "./state.ts";
import { type News, tell } from "./tell.ts";

/** Changes what a room is set to, sends it to all and tells who did it. */
export function setting(
  room: Room,
  change: Partial<Settings>,
  news: News,
  now: Now,
): Step {
  const settings = { ...room.settings, ...change };
  const told = tell({ ...room, settings }, news, now);
  return {
    room: told.room,
    effects: [
      {
        type: "send",
        to: "all",
        event: { type: "settings", serverMs: now.nowMs, settings },
      },
      { type: "keep" },
      ...told.effects,
    ],
  };
}
