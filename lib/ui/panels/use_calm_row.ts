import { type ReadonlySignal, useComputed } from "@preact/signals";
import type { Row } from "@/lib/protocol/mod.ts";

/**
 * A viewer's row as it was at the last tick of a clock, for what changes with every report: reports
 * come whenever they come, and would else have the page drawn as often.
 *
 * @param nowMs ticks; the server's time in ms
 */
export function useCalmRow(
  row: ReadonlySignal<Row>,
  nowMs: ReadonlySignal<number | null>,
): ReadonlySignal<Row> {
  return useComputed(() => {
    void nowMs.value;
    return row.peek();
  });
}
