import assert from "node:assert/strict";
import { WHAT, type What } from "@/lib/protocol/mod.ts";
import { filterHistory } from "@/lib/ui/history/history_filter.ts";
import { historyItems } from "@/lib/ui/history/history_items.ts";
import {
  HISTORY_FILTERS,
  type HistoryFilter,
} from "@/lib/ui/panels/history_filters.ts";
import { lineOf } from "./line.ts";

Deno.test("filterHistory() tells the sorts of lines apart", () => {
  const lines = [
    lineOf(1, { what: "join" }),
    lineOf(2, { kind: "danmaku" }),
    lineOf(3, { kind: "element" }),
    lineOf(4, { kind: "notice" }),
    lineOf(5, { what: "all-pause" }),
    lineOf(6, { what: "stall" }),
  ];
  const expected: Record<HistoryFilter, number[]> = {
    all: [1, 2, 3, 4, 5, 6],
    talk: [2, 3, 4],
    danmaku: [2],
    notice: [4],
    presence: [1],
    playback: [5],
    room: [6],
  };
  for (const filter of HISTORY_FILTERS) {
    assert.deepEqual(
      filterHistory(lines, filter).map(({ number }) => number),
      expected[filter],
      filter,
    );
  }
});

Deno.test("filterHistory() shows all that the room tells under one sort each", () => {
  const sorts = ["presence", "playback", "room"] as const;
  const found = new Map<HistoryFilter, What[]>();
  for (const what of WHAT.options) {
    const under = sorts.filter((sort) =>
      filterHistory([lineOf(1, { what })], sort).length > 0
    );
    assert.equal(under.length, 1, what);
    for (const sort of under) {
      found.set(sort, [...found.get(sort) ?? [], what]);
    }
  }
  assert.deepEqual(found.get("presence"), ["join", "leave", "kick", "ban"]);
  assert.deepEqual(found.get("room")?.slice(0, 8), [
    "subtitle",
    "subtitle-off",
    "pin",
    "pin-off",
    "stall",
    "recovered",
    "progress",
    "claim",
  ]);
});

/** A history in letters: j joins, l leaves, t talk; a dot is a long time. */
function historyOf(letters: string) {
  let seconds = 0;
  return [...letters].flatMap((letter) => {
    seconds += letter === "." ? 400 : 1;
    if (letter === ".") return [];
    return letter === "t"
      ? [lineOf(seconds)]
      : [lineOf(seconds, { what: letter === "j" ? "join" : "leave" })];
  });
}

const BURSTS: readonly [what: string, letters: string, sizes: number[]][] = [
  ["nothing", "", []],
  ["seven in a row stay seven", "jjjllll", [1, 1, 1, 1, 1, 1, 1]],
  ["eight are one", "jjjjjjjj", [8]],
  ["joins and leaves are one", "jljljljl", [8]],
  ["talk parts them", "jjtjjjjjjjjt", [1, 1, 1, 8, 1]],
  ["a long time parts them", "jjjjjjjj.llllllll", [8, 8]],
  ["a long time parts too few", "jj.jj", [1, 1, 1, 1]],
];

Deno.test("historyItems() tells many joins and leaves in a row as one", () => {
  for (const [what, letters, sizes] of BURSTS) {
    const lines = historyOf(letters);
    const items = historyItems(lines, "all");
    assert.deepEqual(items.map(({ length }) => length), sizes, what);
    assert.deepEqual(items.flat(), lines, what);
  }
});

Deno.test("historyItems() shows each of them to who asks for joins and leaves", () => {
  const items = historyItems(historyOf("jjjjjjjjtjj"), "presence");
  assert.deepEqual(items.map(({ length }) => length), Array(10).fill(1));
});
