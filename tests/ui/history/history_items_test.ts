import assert from "node:assert/strict";
import { DICTIONARIES } from "@/lib/i18n/both.ts";
import { WHAT, type What } from "@/lib/protocol/mod.ts";
import { filterHistory } from "@/lib/ui/history/history_filter.ts";
import { historyItems } from "@/lib/ui/history/history_items.ts";
import {
  HISTORY_FILTERS,
  type HistoryFilter,
} from "@/lib/ui/panels/history_filters.ts";
import { burstText } from "@/lib/ui/history/burst_text.ts";
import { mayBurst } from "@/lib/ui/panels/history_filters.ts";
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

const TOLD: Readonly<Record<string, What>> = {
  j: "join",
  l: "leave",
  s: "stall",
  r: "recovered",
};

/** A history in letters: of {@linkcode TOLD}, or t for talk; a dot is a long time. */
function historyOf(letters: string) {
  let seconds = 0;
  return [...letters].flatMap((letter) => {
    seconds += letter === "." ? 400 : 1;
    if (letter === ".") return [];
    const what = TOLD[letter];
    return [lineOf(seconds, what === undefined ? {} : { what, by: "bob" })];
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
  ["one stall is told with its end", "sr", [1, 1]],
  ["stalls over and over are one", "srsrs", [5]],
  ["stalls and joins are told apart", "srsrjjjjjjjjsr", [4, 8, 1, 1]],
];

Deno.test("historyItems() tells many joins and leaves in a row as one, and stalls over and over", () => {
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

Deno.test("burstText() says how often who got stuck, and whether they play again", () => {
  const told = (letters: string) =>
    burstText(historyOf(letters), DICTIONARIES.en, "en");
  assert.equal(told("srsrs"), "bob got stuck (3×)");
  assert.equal(told("srsr"), "bob got stuck (2×) · smooth now");
  const two = [
    ...historyOf("rs"),
    lineOf(3, { what: "stall", by: "小明" }),
    lineOf(4, { what: "recovered", by: "小明" }),
  ];
  assert.equal(
    burstText(two, DICTIONARIES["zh-CN"], "zh-CN"),
    "bob和小明卡了 2 次",
  );
});

Deno.test("mayBurst() asks for what tells them as one only once there may be some", () => {
  assert.equal(mayBurst(historyOf("srs")), false);
  assert.equal(mayBurst(historyOf("jjjjjjjsrs")), false);
  assert.equal(mayBurst(historyOf("srsr")), true);
});
