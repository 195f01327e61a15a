import assert from "node:assert/strict";
import { DICTIONARIES } from "@/lib/i18n/both.ts";
import { lineText } from "@/lib/i18n/mod.ts";
import type { HistoryLine } from "@/lib/protocol/mod.ts";

function line(change: Partial<HistoryLine>): HistoryLine {
  return {
    number: 1,
    kind: "system",
    by: "胡桃",
    wallMs: 0,
    positionS: 61,
    text: "",
    colour: "#ffffff",
    place: "roll",
    what: null,
    value: null,
    about: null,
    ...change,
  };
}

Deno.test("lineText() fills names, numbers and positions, in both languages", () => {
  const CASES: [Partial<HistoryLine>, RegExp, RegExp][] = [
    [{ what: "join", value: 3 }, /【胡桃】.*3/, /【胡桃】.*3/],
    [{ what: "all-seek", value: 60 }, /胡桃.*00:01:00/, /胡桃.*00:01:00/],
    [{ what: "all-rate", value: 1.5 }, /胡桃.*1\.5/, /胡桃.*1\.5/],
    [{ what: "sync-to", about: "alice" }, /胡桃.*alice/, /胡桃.*alice/],
  ];
  for (const [change, zh, en] of CASES) {
    assert.match(lineText(line(change), DICTIONARIES["zh-CN"]), zh);
    assert.match(lineText(line(change), DICTIONARIES.en), en);
  }
});

Deno.test("lineText() gives a viewer's words as they are", () => {
  const said = line({ kind: "notice", text: "{by} <b>hi</b>" });
  assert.equal(lineText(said, DICTIONARIES.en), "{by} <b>hi</b>");
});

Deno.test("lineText() does not fill holes that a name brings", () => {
  const text = lineText(
    line({ what: "join", by: "{n}", value: 7 }),
    DICTIONARIES.en,
  );
  assert.ok(text.includes("{n}") && text.includes("7"));
});
