import assert from "node:assert/strict";
import { DICTIONARIES } from "@/lib/i18n/both.ts";
import {
  ADMIN_WORDS,
  type Dictionary,
  ENTRY,
  languageOf,
  LANGUAGES,
  lineText,
  loadDictionary,
  say,
  STATUS_WORDS,
  words,
} from "@/lib/i18n/mod.ts";
import type { HistoryLine } from "@/lib/protocol/mod.ts";

const WISHES: [string | readonly string[] | null, string][] = [
  [null, "zh-CN"],
  ["", "zh-CN"],
  ["en", "en"],
  ["en-GB,en;q=0.9", "en"],
  ["zh-TW", "zh-CN"],
  ["fr, en;q=0.8, zh;q=0.5", "en"],
  ["en;q=0.3, zh;q=0.9", "zh-CN"],
  ["en;q=0", "zh-CN"],
  ["*", "zh-CN"],
  [";;;,,,q=", "zh-CN"],
  ["x".repeat(100_000), "zh-CN"],
  [["fr", "en-US", "zh-CN"], "en"],
  [["ZH-hans"], "zh-CN"],
  [[], "zh-CN"],
];
for (const [wishes, language] of WISHES) {
  Deno.test(`languageOf() reads ${JSON.stringify(wishes)?.slice(0, 40)} as ${language}`, () => {
    assert.equal(languageOf(wishes), language);
  });
}

Deno.test("words() does not compile where one language lacks a key", () => {
  // @ts-expect-error: the English word is missing
  words({ play: "播放" }, {});
  assert.equal(
    say(words({ play: "播放" }, { play: "Play" }).en, "play"),
    "Play",
  );
});

Deno.test("Dictionary does not compile where a language lacks a word or has one more", () => {
  const { retry: _, ...fewer } = DICTIONARIES.en.problems;
  // @ts-expect-error: a word is missing
  const missing: Dictionary["problems"] = fewer;
  // @ts-expect-error: no part of the screen says this
  const more: Dictionary["problems"] = { ...DICTIONARIES.en.problems, x: "" };
  assert.notDeepEqual(missing, more);
});

for (const language of LANGUAGES) {
  Deno.test(`loadDictionary() gives what the server renders in ${language}`, async () => {
    assert.equal(await loadDictionary(language), DICTIONARIES[language]);
  });
}

Deno.test("say() fills holes and leaves those without a filling", () => {
  const hi = "{who}你好{{who}}{x}";
  assert.equal(say({ hi }, "hi", { who: "{x}" }), "{x}你好{{x}}{x}");
  assert.equal(say({ hi: "Hi {who}" }, "hi"), "Hi {who}");
  assert.equal(say({ a: "{toString}" }, "a", {}), "{toString}");
});

/** All that is said in English, by part and key. */
const ALL_ENGLISH = Object.entries({
  ...DICTIONARIES.en,
  ENTRY: ENTRY.en,
  ADMIN: ADMIN_WORDS.en,
  STATUS: STATUS_WORDS.en,
}).flatMap(([part, words]) =>
  Object.entries(words).map(([key, text]) => ({ key: `${part}.${key}`, text }))
);

/** Holes that are filled with how many there are, or with a measure. */
const COUNTS =
  /^(?:n|count|viewers|sharers|frames|dropped|max|shown|seconds|s|ms|median|worst)$/;

/** A message in which whatever is counted is so many. */
function withAll(text: string, count: number): string {
  const holes = [...text.matchAll(/\{(\w+)/g)].map(([, hole = ""]) => [
    hole,
    COUNTS.test(hole) ? count : `<${hole}>`,
  ]);
  return say({ text }, "text", Object.fromEntries(holes));
}

Deno.test("say() takes the word for one, or for several", () => {
  const viewers = "{n} {n|viewer is|viewers are} here";
  const CASES = [
    [0, "0 viewers are here"],
    [1, "1 viewer is here"],
    ["1", "1 viewer is here"],
    [2, "2 viewers are here"],
    [1.5, "1.5 viewers are here"],
  ] as const;
  for (const [n, text] of CASES) {
    assert.equal(say({ viewers }, "viewers", { n }), text);
  }
  assert.equal(say({ viewers }, "viewers"), viewers);
});

/** What stands behind a number and is the same for one and several, though it ends so. */
const UNITS = /^(?:ms|is|was)$/;

Deno.test("no English message says 1 viewers, or 0 and 2 viewer", () => {
  const counted = ALL_ENGLISH.filter(({ text }) => text.includes("{"));
  assert.ok(counted.length > 60, `${counted.length} messages with holes`);
  for (const { key, text } of counted) {
    const [none = "", one = "", two = ""] = [0, 1, 2].map((count) =>
      withAll(text, count)
    );
    assert.doesNotMatch(one, /[{|}]/, `${key}: ${one}`);
    for (const [, word = ""] of one.matchAll(/\b1 (\p{L}+)/gu)) {
      const isSeveral = /^(?:are|were|have|take)$|\p{L}s$/u.test(word);
      assert.ok(!isSeveral || UNITS.test(word), `${key}: ${one}`);
    }
    // None are as many as several, and what goes by a number is not as with one.
    assert.equal(none.replaceAll("0", "2"), two.replaceAll("0", "2"), key);
    if (text.includes("|")) {
      assert.notEqual(one.replaceAll("1", "2"), two, `${key}: ${two}`);
    }
  }
});

const holesOf = (text: string) =>
  [...text.matchAll(/\{(\w+)\}/g)].map(([hole]) => hole).sort();

const english = new Map<string, Readonly<Record<string, string>>>(
  Object.entries({ ...DICTIONARIES.en, ENTRY: ENTRY.en }),
);
const chinese: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  ...DICTIONARIES["zh-CN"],
  ENTRY: ENTRY["zh-CN"],
};
for (const [part, enWords] of english) {
  const zhWords = chinese[part] ?? {};
  Deno.test(`${part} says everything in both languages, with the same holes`, () => {
    assert.deepEqual(Object.keys(enWords).sort(), Object.keys(zhWords).sort());
    for (const [key, en] of Object.entries(enWords)) {
      const zh = zhWords[key] ?? "";
      assert.notEqual(en.trim(), "", key);
      assert.notEqual(zh.trim(), "", key);
      assert.deepEqual(
        [...new Set(holesOf(en))],
        [...new Set(holesOf(zh))],
        key,
      );
      // A language is offered by its own name, so that who needs it can read it.
      if (key !== "otherLanguage") {
        assert.doesNotMatch(en, /\p{Script=Han}/u, key);
      }
    }
  });
}

/** What the original says in front of what somebody did or wrote: `NAME:全体播放`. */
const SPEAKER = /^\{\w+\}:/;
/** As the original's `【NAME】连入,当前【n】人` has it, row S64. */
const HOW_MANY = ",当前【{n}】人";

Deno.test("Chinese sentences have Chinese punctuation and one kind of dots and quotes", () => {
  const parts = {
    ...chinese,
    ADMIN: ADMIN_WORDS["zh-CN"],
    STATUS: STATUS_WORDS["zh-CN"],
  };
  for (const [part, words] of Object.entries(parts)) {
    for (const [key, text] of Object.entries(words)) {
      const prose = text.replace(SPEAKER, "").replace(HOW_MANY, "")
        .replace("时:分:秒", "");
      assert.doesNotMatch(
        prose,
        /[\p{Script=Han}】”）}][,;?!():](?!\/)|[,;?!():][\p{Script=Han}【“（]|……|[「」]/u,
        `${part}.${key}`,
      );
    }
  }
});

Deno.test("lineText() says who did what, and what a viewer wrote as it is", () => {
  const line: HistoryLine = {
    number: 1,
    kind: "system",
    by: "胡桃",
    wallMs: 0,
    positionS: 0,
    text: "",
    colour: "#ffffff",
    place: "roll",
    what: "all-seek",
    value: 3723,
    about: null,
  };
  assert.equal(lineText(line, DICTIONARIES.en), "胡桃: all to 01:02:03");
  assert.match(lineText(line, DICTIONARIES["zh-CN"]), /^胡桃.*全体.*01:02:03$/);
  const said = { ...line, kind: "element", what: null, text: "{by}" } as const;
  assert.equal(lineText(said, DICTIONARIES.en), "{by}");
  const addresses = [
    ["http://h/%E5%A4%9C%20%E6%99%9A.mp4", "http://h/夜 晚.mp4"],
    // A name that ends in another way than it is read, and one that is no UTF-8.
    ["http://h/%E2%80%AE4pm.exe", "http://h/%E2%80%AE4pm.exe"],
    ["http://h/%FF.mp4", "http://h/%FF.mp4"],
    ["100%25.mp4", "100%25.mp4"],
  ];
  for (const [about = "", shown] of addresses) {
    const watched = { ...line, what: "all-source", about } as const;
    assert.equal(
      lineText(watched, DICTIONARIES.en),
      `胡桃: all watch ${shown}`,
    );
  }
});
