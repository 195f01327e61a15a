import type { HistoryLine } from "@/lib/protocol/mod.ts";
import {
  BURST_FROM,
  type HistoryFilter,
  isComingOrGoing,
} from "../panels/history_filters.ts";
import { filterHistory } from "./history_filter.ts";

/** Lines that are shown as one entry: one, or a burst of people who came and went. */
export type HistoryItem = readonly [HistoryLine, ...HistoryLine[]];

/** Longest time that one entry stands for, in ms. */
const BURST_MS = 5 * 60_000;

/**
 * What of the history is shown, oldest first. Among other lines many joins and leaves in a row are
 * one entry; who asks for joins and leaves gets each of them.
 */
export function historyItems(
  lines: readonly HistoryLine[],
  filter: HistoryFilter,
): readonly HistoryItem[] {
  const items: HistoryItem[] = [];
  let burst: HistoryLine[] = [];
  const close = () => {
    const [first, ...more] = burst;
    if (first === undefined) return;
    if (burst.length < BURST_FROM) {
      items.push(...burst.map((line) => [line] as const));
    } else items.push([first, ...more]);
    burst = [];
  };
  for (const line of filterHistory(lines, filter)) {
    const isPresence = filter === "all" && isComingOrGoing(line);
    const sinceMs = burst[0]?.wallMs ?? line.wallMs;
    if (!isPresence || line.wallMs - sinceMs > BURST_MS) close();
    if (isPresence) burst.push(line);
    else items.push([line]);
  }
  close();
  return items;
}
