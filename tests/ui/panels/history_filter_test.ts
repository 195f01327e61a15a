import assert from "node:assert/strict";
import type { HistoryLine } from "@/lib/protocol/mod.ts";
import { filterHistory } from "@/lib/ui/panels/history_filter.ts";

function line(number: number, kind: HistoryLine["kind"]): HistoryLine {
  return {
    number,
    kind,
    by: "a",
    wallMs: 0,
    positionS: 0,
    text: "",
    colour: "#ffffff",
    place: "roll",
    what: kind === "system" ? "join" : null,
    value: null,
    about: null,
  };
}

Deno.test("filterHistory() tells talk from what the room told", () => {
  const lines = [line(1, "system"), line(2, "danmaku"), line(3, "element")];
  const numbers = (filter: "all" | "talk" | "room") =>
    filterHistory(lines, filter).map(({ number }) => number);
  assert.deepEqual(numbers("all"), [1, 2, 3]);
  assert.deepEqual(numbers("talk"), [2, 3]);
  assert.deepEqual(numbers("room"), [1]);
});
