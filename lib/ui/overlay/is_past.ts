import type { GuardState, HistoryLine } from "@/lib/protocol/mod.ts";

/** Whether a line tells of something that is over: a wait that has ended is shown no longer. */
export function isPast(
  { what }: Pick<HistoryLine, "what">,
  { wait }: Pick<GuardState, "wait">,
): boolean {
  return what === "guard-wait" && wait === null;
}
