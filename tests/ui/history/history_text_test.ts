import assert from "node:assert/strict";
import { EN } from "@/lib/i18n/en.ts";
import { ZH } from "@/lib/i18n/zh.ts";
import type { What } from "@/lib/protocol/mod.ts";
import { burstText } from "@/lib/ui/history/burst_text.ts";
import { historyText } from "@/lib/ui/history/history_text.ts";
import { lineOf } from "./line.ts";

Deno.test("historyText() writes each line with date, time, film position, who and what", () => {
  const lines = [
    lineOf(1, { what: "join", by: "胡桃", value: 2 }),
    lineOf(2, { text: "one\ntwo" }),
    lineOf(3, { kind: "danmaku", text: "<b>早</b>" }),
  ];
  assert.equal(
    historyText(lines, ZH),
    "2026-01-02 20:00:01 [00:01:01] 【胡桃】连入,当前【2】人\n" +
      "2026-01-02 20:00:02 [00:01:02] alice: one\n    two\n" +
      "2026-01-02 20:00:03 [00:01:03] alice (弹幕): <b>早</b>\n",
  );
  assert.match(historyText(lines, EN), /alice \(Danmaku\): <b>/);
  assert.equal(historyText([], EN), "");
});

/** Joins as `+name`, leaves as `-name`; the last line says how many are here. */
function burst(...acts: readonly string[]) {
  return acts.map((act, index) => {
    const what: What = act.startsWith("+") ? "join" : "leave";
    return lineOf(index + 1, { what, by: act.slice(1), value: 7 });
  });
}

const BURSTS: readonly [acts: string[], en: string, zh: string][] = [
  [
    ["+a", "+b", "+c", "+d"],
    "【a】, 【b】, 【c】, and 【d】 joined, 7 here",
    "【a】、【b】、【c】和【d】连入,当前【7】人",
  ],
  [
    ["+a", "+b", "+c", "+d", "+e"],
    "【a】, 【b】, and 3 others joined, 7 here",
    "【a】、【b】和另外 3 人连入,当前【7】人",
  ],
  [
    ["+a", "-a", "+a", "-b"],
    "【a】 joined · 【a】 and 【b】 left, 7 here",
    "【a】连入 · 【a】和【b】离开,当前【7】人",
  ],
  [
    ["-a", "+b", "-c", "+d"],
    "【a】 and 【c】 left · 【b】 and 【d】 joined, 7 here",
    "【a】和【c】离开 · 【b】和【d】连入,当前【7】人",
  ],
];

Deno.test("burstText() names who came and went, each once, what was last last", () => {
  for (const [acts, en, zh] of BURSTS) {
    assert.equal(burstText(burst(...acts), EN, "en"), en);
    assert.equal(burstText(burst(...acts), ZH, "zh-CN"), zh);
  }
});
