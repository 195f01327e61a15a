import assert from "node:assert/strict";
import { EN } from "@/lib/i18n/en.ts";
import { say } from "@/lib/i18n/mod.ts";
import { ZH } from "@/lib/i18n/zh.ts";
import { gapWords } from "../../../lib/ui/later/gap_words.ts";

const CASES: [gapMs: number, uncertaintyMs: number, zh: string, en: string][] =
  [
    [12.2, 3.4, "领先 胡桃 12 ms ±4", "ahead of 胡桃 by 12 ms ±4"],
    [-12.2, 3.4, "落后 胡桃 12 ms ±4", "behind 胡桃 by 12 ms ±4"],
    [0.3, 0.2, "与 胡桃 同步 ±1 毫秒", "level with 胡桃 ±1 ms"],
    [-1304, 8, "落后 胡桃 1.30 s ±8", "behind 胡桃 by 1.30 s ±8"],
  ];

for (const [gapMs, uncertaintyMs, zh, en] of CASES) {
  Deno.test(`S37 gapWords() puts ${gapMs} ms into words with its uncertainty`, () => {
    const { key, ...words } = gapWords({ gapMs, uncertaintyMs });
    const holes = { name: "胡桃", ...words };
    assert.equal(say(ZH.sync, key, holes), zh);
    assert.equal(say(EN.sync, key, holes), en);
  });
}
