import type { How } from "./room_state.ts";

/**
 * Whether a change of the timeline makes everyone follow it. What a person commands does, and so
 * does the guard; what the film does by itself (it begins, ends, loops) leaves the free alone.
 */
export function makesFollow(how: How): boolean {
  return how !== "start" && how !== "loop" && how !== "end";
}
