import type { HistoryLine } from "@/lib/protocol/mod.ts";

/** Which lines of the history are shown, in the order of the choice. */
export const HISTORY_FILTERS = [
  "all",
  "talk", // all that viewers said
  "danmaku",
  "notice",
  "presence", // who came and went
  "playback", // what was done to the film
  "room", // all else that the room tells
] as const;

/** One of {@linkcode HISTORY_FILTERS}. */
export type HistoryFilter = (typeof HISTORY_FILTERS)[number];

/** So many lines in a row are told as one; fewer are read as easily as a line about them. */
export const BURST_FROM = { presence: 8, stalls: 4 } as const;

/** What lines told as one are about. */
export type BurstSort = keyof typeof BURST_FROM;

/** What a line may be told about together with others; null where it stands for itself. */
export function burstSort(
  { what }: Pick<HistoryLine, "what">,
): BurstSort | null {
  if (what === "join" || what === "leave") return "presence";
  return what === "stall" || what === "recovered" ? "stalls" : null;
}

/** Whether there may be some among them that are told as one. */
export function mayBurst(lines: readonly HistoryLine[]): boolean {
  const counts = { presence: 0, stalls: 0 };
  return lines.some((line) => {
    const sort = burstSort(line);
    return sort !== null && ++counts[sort] >= BURST_FROM[sort];
  });
}
