import { type CommandOf, FOUND_MAX, type Row } from "@/lib/protocol/mod.ts";
import { rowOf } from "./rows.ts";
import type { Now, Room, Step } from "./state.ts";

/** Answers who is there of a name, a page at a time, in order of joining. */
export function find(
  room: Room,
  to: string,
  { text, from }: CommandOf<"find">,
  { nowMs }: Now,
): Step {
  const wanted = text.trim().toLowerCase();
  const rows: Row[] = [];
  let total = 0;
  for (const viewer of room.viewers.values()) {
    if (!viewer.listed || !viewer.name.toLowerCase().includes(wanted)) continue;
    if (total++ >= from && rows.length < FOUND_MAX) {
      rows.push(rowOf(room, viewer));
    }
  }
  return {
    room,
    effects: [{
      type: "send",
      to: { viewer: to },
      event: { type: "found", serverMs: nowMs, text, from, total, rows },
    }],
  };
}
