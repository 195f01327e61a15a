import type { HistoryLine } from "@/lib/protocol/mod.ts";
import type { HistoryFilter } from "../panels/history_filters.ts";

const PRESENCE = /^(join|leave|kick|ban)$/;
const PLAYBACK =
  /^(all-|play|pause|seek|rate|source|follow|sync-|loop-|guard-)/;

/** The lines of a sort; oldest first. */
export function filterHistory(
  lines: readonly HistoryLine[],
  filter: HistoryFilter,
): readonly HistoryLine[] {
  if (filter === "all") return lines;
  return lines.filter(({ kind, what }) =>
    what === null
      ? filter === "talk" || filter === kind
      : filter === sortOf(what)
  );
}

function sortOf(what: string): HistoryFilter {
  return PRESENCE.test(what)
    ? "presence"
    : PLAYBACK.test(what)
    ? "playback"
    : "room";
}
