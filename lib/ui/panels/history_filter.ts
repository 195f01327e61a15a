import type { HistoryLine } from "@/lib/protocol/mod.ts";

/** Which lines of the history are shown. */
export type HistoryFilter = "all" | "talk" | "room";

/** The filters, in the order of their buttons. */
export const HISTORY_FILTERS: readonly HistoryFilter[] = [
  "all",
  "talk",
  "room",
];

/** What viewers said, what the room told, or both; oldest first. */
export function filterHistory(
  lines: readonly HistoryLine[],
  filter: HistoryFilter,
): readonly HistoryLine[] {
  if (filter === "all") return lines;
  return lines.filter((line) =>
    (line.kind === "system") === (filter === "room")
  );
}
