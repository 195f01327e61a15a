import type { HistoryLine } from "@/lib/protocol/mod.ts";
import {
  BURST_FROM,
  type BurstSort,
  burstSort,
  type HistoryFilter,
} from "../panels/history_filters.ts";
import { filterHistory } from "./history_filter.ts";

/** Lines that are shown as one entry: one, or a burst of one sort. */
export type HistoryItem = readonly [HistoryLine, ...HistoryLine[]];

/** Longest time that one entry stands for, in ms. */
const BURST_MS = 5 * 60_000;

/**
 * What of the history is shown, oldest first. Among other lines many joins and leaves in a row are
 * one entry, and so is a player that gets stuck over and over; who asks for them gets each.
 */
export function historyItems(
  lines: readonly HistoryLine[],
  filter: HistoryFilter,
): readonly HistoryItem[] {
  const items: HistoryItem[] = [];
  let burst: HistoryLine[] = [];
  let sort: BurstSort | null = null;
  const close = () => {
    const [first, ...more] = burst;
    if (first === undefined) return;
    if (sort === null || burst.length < BURST_FROM[sort]) {
      items.push(...burst.map((line) => [line] as const));
    } else items.push([first, ...more]);
    burst = [];
  };
  for (const line of filterHistory(lines, filter)) {
    const next = filter === "all" ? burstSort(line) : null;
    const sinceMs = burst[0]?.wallMs ?? line.wallMs;
    if (next === null || next !== sort || line.wallMs - sinceMs > BURST_MS) {
      close();
    }
    sort = next;
    burst.push(line);
  }
  close();
  return items;
}
