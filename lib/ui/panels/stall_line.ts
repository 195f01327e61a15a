import type { HistoryLine, Row } from "@/lib/protocol/mod.ts";

/**
 * The line that told of the stall in which somebody is; undefined where there is none.
 *
 * @param history asked for only where somebody stands, since every message changes it
 */
export function stallLine(
  { stalled, name }: Pick<Row, "stalled" | "name">,
  history: () => readonly HistoryLine[],
): HistoryLine | undefined {
  if (!stalled) return undefined;
  return history().findLast(({ what, by }) => what === "stall" && by === name);
}
