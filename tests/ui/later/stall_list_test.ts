import assert from "node:assert/strict";
import { DICTIONARIES } from "@/lib/i18n/both.ts";
import { toldText } from "@/lib/i18n/mod.ts";
import type { HistoryLine, Stall, StallCause } from "@/lib/protocol/mod.ts";
import { STALL_CAUSE } from "@/lib/protocol/stall.ts";
import { STALLS_SHOWN_MAX, stallsOf } from "@/lib/ui/later/stall_list.ts";
import { whyText } from "@/lib/ui/later/why_text.ts";

const STALL: Stall = {
  cause: "link",
  standsMs: 4200,
  haveBps: 20 * 1024,
  needBps: 291 * 1024,
  lineBps: 512 * 1024,
  sharers: 2,
  spanMs: 10_000,
  diskMs: 7300,
  diskMaxMs: 950,
  waitMs: 9100,
  paceMs: 0,
  bufferedS: 6.5,
  frames: 240,
  droppedFrames: 96,
  hiddenMs: 3000,
};

let number = 0;
function line(
  by: string,
  what: HistoryLine["what"],
  stall?: Stall,
): HistoryLine {
  return {
    number: ++number,
    kind: "system",
    by,
    wallMs: 0,
    positionS: 61,
    text: "",
    colour: "#ffffff",
    place: "roll",
    what,
    value: null,
    about: null,
    ...(stall === undefined ? {} : { stall }),
  };
}

Deno.test("stallsOf() joins each stall with its own end, newest first", () => {
  const shown = stallsOf([
    line("a", "stall", { ...STALL, cause: "undecided" }),
    line("b", "stall"),
    line("a", "recovered", STALL),
    line("a", "stall", STALL),
    line("b", "leave"),
  ]);
  assert.deepEqual(
    shown.map(({ line, stall, isOver, stoodMs }) => [
      line.by,
      stall?.cause ?? null,
      isOver,
      stoodMs,
    ]),
    [
      ["a", "link", false, null],
      ["b", null, true, null],
      ["a", "link", true, 4200],
    ],
  );
});

Deno.test("stallsOf() takes a stall for over once its film is, or another has begun", () => {
  const over = (lines: HistoryLine[]) =>
    stallsOf(lines).map(({ line, isOver }) => [line.by, isOver]);
  const before = [line("a", "stall"), line("b", "stall")];
  assert.deepEqual(over([...before, line("c", "all-source")]), [
    ["b", true],
    ["a", true],
  ]);
  assert.deepEqual(over([...before, line("a", "source")]), [
    ["b", false],
    ["a", true],
  ]);
  assert.deepEqual(over([...before, line("a", "stall", STALL)]), [
    ["a", false],
    ["b", false],
    ["a", true],
  ]);
  assert.deepEqual(over([line("c", "all-source"), ...before]), [
    ["b", false],
    ["a", false],
  ]);
});

Deno.test("stallsOf() shows a bounded number of them", () => {
  const many = Array.from({ length: 50 }, () => line("a", "stall"));
  assert.equal(stallsOf(many).length, STALLS_SHOWN_MAX);
});

/** What a sentence must hold of the numbers it rests on. */
const NUMBERS: Record<StallCause, readonly RegExp[]> = {
  uplink: [/512 KB\/s/, /291 KB\/s/, /20 KB\/s/, /\b2 /, /205 KB\/s/],
  link: [/20 KB\/s/, /291 KB\/s/, /512 KB\/s/],
  undecided: [/20 KB\/s/, /291 KB\/s/, /UPLINK/],
  elsewhere: [/20 KB\/s/, /291 KB\/s/, /512 KB\/s/],
  disk: [/7\.3/, /10\.0/, /950 ms/],
  "own-disk": [/6\.5/],
  bitrate: [/291 KB\/s/, /512 KB\/s/, /410 KB\/s/],
  decoder: [/6\.5/, /240/, /96/],
  "source-missing": [/4\.2/],
  "source-unreachable": [/4\.2/],
  "source-refused": [/4\.2/],
  "source-codec": [/4\.2/],
  "source-broken": [/4\.2/],
  asleep: [/3\.0/],
};
for (const language of ["zh-CN", "en"] as const) {
  const words = DICTIONARIES[language];
  for (const cause of STALL_CAUSE.options) {
    Deno.test(`whyText() T2 tells ${cause} in ${language} with its numbers, and no hole left`, () => {
      const text = whyText({ ...STALL, cause }, "胡桃", words.stalls);
      for (const pattern of NUMBERS[cause]) assert.match(text, pattern);
      assert.doesNotMatch(text, /[{}]|undefined|NaN/);
      const nothing = whyText(
        { ...STALL, cause, haveBps: null, needBps: null, lineBps: null },
        "a",
        words.stalls,
      );
      assert.doesNotMatch(nothing, /null|NaN/);
      const told = toldText(line("a", "stall", { ...STALL, cause }), words);
      assert.match(told, language === "en" ? /^a.* \(.+\)$/ : /^a:卡了（.+）$/);
    });
  }
}

Deno.test("toldText() says nothing of a cause that nobody knows, nor at the end", () => {
  const words = DICTIONARIES["zh-CN"];
  assert.equal(toldText(line("a", "stall"), words), "a:卡了");
  assert.equal(toldText(line("a", "recovered", STALL), words), "a:不卡啦");
});
