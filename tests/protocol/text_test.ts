import assert from "node:assert/strict";
import {
  cleanMessage,
  cleanName,
  cleanRoom,
  cleanTitle,
  countGraphemes,
  NAME_GRAPHEMES_MAX,
  ROOM_GRAPHEMES_MAX,
} from "@/lib/protocol/mod.ts";

const FAMILY = "👨‍👩‍👧‍👦";

const NAMES: [what: string, raw: string, name: string | null][] = [
  ["keeps a plain name", "alice", "alice"],
  ["keeps Chinese", "胡桃", "胡桃"],
  ["keeps tags as text", "<b>a</b>&", "<b>a</b>&"],
  ["trims", "  alice\t", "alice"],
  ["folds white space and line breaks", "a \r\n b\u3000c", "a b c"],
  ["drops control characters", "a\u0000\u0007b", "ab"],
  ["drops bidirectional overrides", "a\u202eb\u2066c\u2069", "abc"],
  ["drops zero width spaces and soft hyphens", "a\u200bb\u00adc", "abc"],
  ["drops Hangul fillers, which look like nothing", "alice\u3164", "alice"],
  ["drops a joiner that joins nothing", "\u200dalice\u200d", "alice"],
  ["leaves one space where something hidden stood", "a \u200b b", "a b"],
  ["composes to NFC", "e\u0301", "é"],
  ["replaces a lone surrogate", "a\ud800b", "a\ufffdb"],
  ["keeps a family emoji whole", FAMILY, FAMILY],
  ["refuses an empty name", "", null],
  ["refuses spaces", " \t\r\n", null],
  ["refuses what nobody sees", "\u200b\u200d\ufe0f\u2060\u3164", null],
  ["refuses braille blanks", "\u2800\u2800", null],
  ["refuses accents without a letter", "\u0301\u0302", null],
  ["refuses nothing but lone surrogates", "\ud800\udc00\ud800".slice(2), null],
  ["cuts at 32 characters", "字".repeat(40), "字".repeat(NAME_GRAPHEMES_MAX)],
  ["counts a family as one", FAMILY.repeat(33), FAMILY.repeat(32)],
];
for (const [what, raw, name] of NAMES) {
  Deno.test(`cleanName() ${what}`, () => assert.equal(cleanName(raw), name));
}

Deno.test("cleanName() bounds a letter under a thousand accents, also those that NFC doubles", () => {
  for (const accent of ["\u0301", "\u0344", "\u{1d160}"]) {
    const name = cleanName("a" + accent.repeat(1000)) ?? "";
    assert.ok(name.length <= NAME_GRAPHEMES_MAX * 16, `${name.length}`);
    assert.ok(name.isWellFormed());
  }
});

Deno.test("cleanName() gives a name that it leaves as it is", () => {
  for (const [, raw] of NAMES) {
    const name = cleanName(raw);
    if (name !== null) assert.equal(cleanName(name), name);
  }
});

Deno.test("cleanRoom() takes 64 characters", () => {
  assert.equal(cleanRoom("17"), "17");
  assert.equal(cleanRoom("房".repeat(70)), "房".repeat(ROOM_GRAPHEMES_MAX));
  assert.equal(cleanRoom("\u202e"), null);
});

Deno.test("cleanMessage() keeps lines, at most two empty ones in a row", () => {
  assert.equal(cleanMessage("a\r\nb\rc"), "a\nb\nc");
  assert.equal(cleanMessage(`a${"\n".repeat(9)}b`), "a\n\n\nb");
  assert.equal(cleanMessage("a\u2028b\u0000c\u202e"), "abc");
});

Deno.test("cleanMessage() keeps emoji that are varied or joined", () => {
  for (const emoji of ["❤️", FAMILY, "🏳️‍🌈", "👍🏽"]) {
    assert.equal(cleanMessage(emoji), emoji);
  }
});

Deno.test("cleanTitle() makes one line of at most so many units", () => {
  assert.equal(cleanTitle("a\u202e\nb", 255), "a b");
  assert.equal(cleanTitle("a".repeat(300), 255).length, 255);
  assert.ok(cleanTitle("👍".repeat(200), 255).isWellFormed());
});

Deno.test("countGraphemes() counts what a person sees", () => {
  const cases: [string, number][] = [
    ["", 0],
    ["abc", 3],
    ["胡桃", 2],
    [
      FAMILY,
      1,
    ],
    ["e\u0301", 1],
    ["🇨🇳🇫🇷", 2],
  ];
  for (const [text, count] of cases) assert.equal(countGraphemes(text), count);
});
