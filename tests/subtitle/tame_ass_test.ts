import assert from "node:assert/strict";
import { cpuUsage } from "node:process";
import {
  CUE_UNITS_MAX,
  STYLED_ALL_MAX,
  STYLED_LINES_MAX,
  STYLED_MOVES_MAX,
  STYLED_PIECES_MAX,
  tameAss,
} from "@/lib/subtitle/mod.ts";

const HEAD = `[Script Info]
PlayResX: 640
PlayResY: 360
[V4+ Styles]
Format: Name, Fontname, Fontsize, PrimaryColour, Alignment
Style: Sign,Noto Sans,30,&H0000FF00,8
[Events]
Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text
`;
/** One that is shown from a second to another. */
function said(text: string, [fromS, toS] = [0, 10]): string {
  return `Dialogue: 0,0:00:${fromS}.00,0:00:${toS}.00,Sign,,0,0,0,,${text}\n`;
}

/** The texts that are left of a file's lines. */
function textsOf(events: string): string[] {
  return tameAss(HEAD + events).split("\n")
    .filter((line) => line.startsWith("Dialogue:"))
    .map((line) => line.split(",").slice(9).join(","));
}

const KEPT = [
  "plain",
  "two\\Nrows",
  "{\\pos(320,100)\\c&H00FF00&\\bord2}sign",
  "{\\an8\\fs30\\fnNoto Sans}top {\\r}and {\\rSign}back",
  "{\\t(0,500,1,\\fscx120\\fscy120)}grows",
  "{\\move(0,0,100,100,0,500)\\fad(200,200)}moves",
  "{\\k20}la{\\kf30}la",
  "{\\p1}m 0 0 l 100 0 100 100",
  "{\\clip(1,m 0 0 l 10 0 10 10)}cut",
  "{\\iclip(0,0,10,10)}cut",
];
for (const text of KEPT) {
  Deno.test(`S26 tameAss() keeps ${text}`, () => {
    assert.deepEqual(textsOf(said(text)), [text]);
  });
}

const TAMED: [what: string, text: string, expected: string[]][] = [
  [
    "what would end a font's name",
    '{\\fnx";background:url(//evil.test/);x:"}hello',
    ["{\\fnxbackgroundurlevil.testx}hello"],
  ],
  ["a style that every object has", "{\\r__proto__}hello", ["{\\r}hello"]],
  ["an edge of a thousand px", "{\\bord1000}hello", ["{\\bord100}hello"]],
  ["a place that is none", "{\\an77\\q2.6}hello", ["{\\an9\\q3}hello"]],
  ["numbers that are none", "{\\pos(x,1e999)}hello", ["{\\pos(0,0)}hello"]],
  ["times that run backwards", "{\\fade(0,0,0,9,8,7,6)}hello", ["hello"]],
  [
    "a movement that speeds up for hours",
    "{\\t(0,9000000,2,\\fs9)}hello",
    ["{\\t(0,9000000,1,\\fs9)}hello"],
  ],
  ["a movement in a movement", "{\\t(\\t(\\t(\\fs9)))}hello", [
    "{\\t(0,0,1,)}hello",
  ]],
  ["blocks without an end", "{{{{\\fs9 hello", ["\\fs9 hello"]],
  ["commands without their numbers", "{\\p1}m 0 b 1 l 5 p c q 1 2", []],
  ["unknown tags", "{\\evil(1)\\xyz\\t(1,2)}hello", ["hello"]],
  ["what every object has", "{\\constructor5\\toString(1)}hello", ["hello"]],
];
for (const [what, text, expected] of TAMED) {
  Deno.test(`S26 tameAss() tames ${what}`, () => {
    assert.deepEqual(textsOf(said(text)), expected);
  });
}

Deno.test("S26 tameAss() lets at most STYLED_LINES_MAX be shown at once, and others later", () => {
  const texts = textsOf(
    said("now").repeat(1000) + said("later", [10, 11]).repeat(3),
  );
  assert.equal(texts.filter((text) => text === "now").length, STYLED_LINES_MAX);
  assert.equal(texts.filter((text) => text === "later").length, 3);
});

Deno.test("S26 tameAss() lets at most STYLED_PIECES_MAX pieces and STYLED_MOVES_MAX movements be shown at once", () => {
  const pieces = textsOf(said("{\\b1}a\\Nb").repeat(1000)).length;
  assert.equal(pieces, Math.min(STYLED_LINES_MAX, STYLED_PIECES_MAX / 2));
  const moves = "{" + "\\t(\\fs9)".repeat(20) + "}";
  assert.equal(
    textsOf(said(`${moves}a`).repeat(1000)).length,
    STYLED_MOVES_MAX / 20,
  );
  assert.deepEqual(textsOf(said("a{\\b1}".repeat(STYLED_PIECES_MAX + 1))), []);
  // Each piece moves as those before it, and by its own.
  assert.deepEqual(textsOf(said(`${moves}a`.repeat(15))), []);
});

Deno.test("S26 tameAss() lets a whole file have at most STYLED_ALL_MAX pieces, and as many movements", () => {
  const at = (second: number) =>
    [second, second + 1].map((s) =>
      `${Math.floor(s / 3600)}:${Math.floor(s / 60) % 60}:${s % 60}.00`
    ).join();
  const lines = (text: string, count: number) =>
    Array.from(
      { length: count },
      (_, s) => `Dialogue: 0,${at(s)},Sign,,0,0,0,,${text}\n`,
    ).join("");
  const pieces = textsOf(lines("{\\b1}a".repeat(400), 600));
  assert.equal(pieces.length, STYLED_ALL_MAX / 400);
  const moving = "{" + "\\t(\\fs9)".repeat(50) + "}" + "a{\\b1}".repeat(40);
  assert.equal(textsOf(lines(moving, 200)).length, STYLED_ALL_MAX / 2000);
});

Deno.test("S26 tameAss() cuts the words of a line as those of any cue", () => {
  const [text] = textsOf(said("a".repeat(5000)));
  assert.equal(text?.length, CUE_UNITS_MAX);
});

Deno.test("S26 tameAss() keeps of a style what is known, and of a head too", () => {
  const tamed = tameAss(`[Script Info]
PlayResX: 0.001
Evil: 1
WrapStyle: 2
[V4+ Styles]
Format: Name, Fontname, Fontsize, PrimaryColour, Outline, Evil
Style: constructor,Arial,20,&H00FFFFFF,2,x
Style: *Sign,"; x,abc,16777215,1e9,x
[Events]
Dialogue: 1e9,0:00:01.00,0:00:02.00,toString,,-5,0,0,Evil;1,hello
Dialogue: 0,0:00:02.00,0:00:01.00,,,0,0,0,,backwards
`);
  assert.equal(
    tamed.split("\n").filter((line) => !line.startsWith("Format")).join("\n"),
    `[Script Info]
PlayResX: 64
WrapStyle: 2
[V4+ Styles]
Style: Sign,x,20,&H00ffffff,&H00000000,&H00000000,&H00000000,0,0,0,0,100,100,0,0,1,100,2,2,0,0,0,0
[Events]
Dialogue: 255,0:0:1,0:0:2,Default,,0,0,0,,hello`,
  );
});

/** Processor time of one pass over a megabyte, at most, in ms: on a slow machine it takes 500. */
const PASS_MS = 5000;
const fill = (text: string) => text.repeat(Math.ceil((1 << 20) / text.length));
const LARGE: [what: string, events: string][] = [
  ["blocks that never end", said(fill("{\\"))],
  ["brackets that never end", said(fill("{\\t(\\t(}a"))],
  ["shapes", fill(said("{\\p1}m 0 b 1 l 5 5"))],
  ["commands without numbers", said(`{\\p1}${fill("m ")}`)],
  ["lines at one instant", fill(said("{\\b1}a"))],
  ["movements", fill(said("{" + "\\t(\\fs9)".repeat(30) + "}a"))],
];
for (const [what, events] of LARGE) {
  Deno.test(`tameAss() reads a megabyte of ${what} in one pass`, () => {
    const before = cpuUsage();
    textsOf(events);
    const { user, system } = cpuUsage(before);
    assert.ok(user + system < PASS_MS * 1000, `${user + system} µs`);
  });
}
