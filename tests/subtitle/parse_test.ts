import assert from "node:assert/strict";
import fc from "fast-check";
import { CUE_UNITS_MAX, CUES_MAX, parseSubtitle } from "@/lib/subtitle/mod.ts";

const read = (text: string) =>
  parseSubtitle(text).cues.map(({ startS, endS, text, isTop }) =>
    `${startS}-${endS}${isTop ? "^" : ""} ${text.replaceAll("\n", "|")}`
  );

const SRT = "1\n00:00:01,000 --> 00:00:02,500\nHello\nthere\n\n" +
  "2\n00:01:00,000 --> 01:00:00,000\n你好\n";

const CASES: readonly [what: string, input: string, expected: string[]][] = [
  ["SubRip", SRT, ["1-2.5 Hello|there", "60-3600 你好"]],
  [
    "SubRip of Windows, with a mark in front",
    "\ufeff" + SRT.replaceAll("\n", "\r\n"),
    ["1-2.5 Hello|there", "60-3600 你好"],
  ],
  [
    "SubRip without numbers and last newline",
    "00:00:01,000 --> 00:00:02,000\na\n\n00:00:03.5 --> 00:00:04\nb",
    ["1-2 a", "3.5-4 b"],
  ],
  [
    "SubRip without blank lines",
    "1\n00:00:01,000 --> 00:00:02,000\na\n2\n00:00:03,000 --> 00:00:04,000\nb\n",
    ["1-2 a", "3-4 b"],
  ],
  [
    "cues out of order",
    "00:00:05,000 --> 00:00:06,000\nb\n\n00:00:01,000 --> 00:00:02,000\na",
    ["1-2 a", "5-6 b"],
  ],
  [
    "markup, which goes",
    "00:00:01,000 --> 00:00:02,000\n<i>so</i> <font color=red>it</font> {\\an8}is &lt;b&gt; 1 < 2",
    ["1-2^ so it is <b> 1 < 2"],
  ],
  [
    "WebVTT with header, notes, names and settings",
    "WEBVTT - a film\n\nNOTE no\n\nSTYLE\n::cue { color: red }\n\nintro\n" +
    "00:01.000 --> 00:02.000 align:start line:0\n<v Anna>Hi</v> <00:01.500>you\n\n" +
    "00:03.000 --> 00:04.000 line:90%\nlow",
    ["1-2^ Hi you", "3-4 low"],
  ],
  [
    "SubStation Alpha, words only",
    "[Script Info]\nTitle: x\n[V4+ Styles]\nFormat: Name\nStyle: Default\n[Events]\n" +
    "Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text\n" +
    "Comment: 0,0:00:00.00,0:00:09.00,Default,,0,0,0,,no\n" +
    "Dialogue: 0,0:00:01.50,0:00:02.00,Default,,0,0,0,,{\\b1}Well,{\\b0} yes\\Nno\n" +
    "Dialogue: 0,0:00:03.00,0:00:04.00,Default,,0,0,0,,{\\p1}m 0 0 l 1 1\n" +
    "Dialogue: 0,0:00:05.00,0:00:06.00,Default,,0,0,0,,{\\pos(1,2)\\an8}high",
    ["1.5-2 Well, yes|no", "5-6^ high"],
  ],
];

for (const [what, input, expected] of CASES) {
  Deno.test(`parseSubtitle() reads ${what}`, () => {
    assert.deepEqual(read(input), expected);
  });
}

Deno.test("parseSubtitle() says so where no cue is", () => {
  for (const text of ["", "hello", "WEBVTT\n\n", "\0\x01", "[Events]\n"]) {
    assert.throws(() => parseSubtitle(text), SyntaxError);
  }
});

Deno.test("parseSubtitle() leaves out cues that end before they begin, or never are", () => {
  const lines = [
    "00:00:02,000 --> 00:00:01,000\nback\n",
    "999:99:99,000 --> 999:99:99,500\nfar\n",
    "00:00:01,000 --> 00:00:02,000\n \n",
    "00:00:03,000 --> 00:00:04,000\nkept\n",
  ];
  assert.deepEqual(read(lines.join("\n")), ["3-4 kept"]);
});

Deno.test("parseSubtitle() takes what would rewrite the line around it out of a cue", () => {
  const [cue] = parseSubtitle(
    "00:00:01,000 --> 00:00:02,000\n\u202eabc\u0000\u2066d",
  ).cues;
  assert.equal(cue?.text, "abcd");
});

Deno.test("parseSubtitle() bounds cues and their text", () => {
  const cue = "00:00:01,000 --> 00:00:02,000\n" + "x".repeat(50_000) + "\n\n";
  assert.equal(parseSubtitle(cue).cues[0]?.text.length, CUE_UNITS_MAX);
  const many = "00:00:01,000 --> 00:00:02,000\nx\n\n".repeat(CUES_MAX + 100);
  assert.equal(parseSubtitle(many).cues.length, CUES_MAX);
});

Deno.test("parseSubtitle() gives plain bounded cues or a SyntaxError, whatever it is given", () => {
  const piece = fc.oneof(
    fc.string(),
    fc.constantFrom(
      "\n",
      "\n\n",
      "-->",
      "00:00:01,000 --> 00:00:02,000\n",
      "WEBVTT\n",
      "[Events]\n",
      "Dialogue: 0,0:00:01.50,0:00:02.00,,,,,,,",
      "<",
      "{\\an8",
      "&lt;",
    ),
  );
  fc.assert(fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
    try {
      for (const cue of parseSubtitle(pieces.join("")).cues) {
        assert.ok(cue.endS > cue.startS && cue.startS >= 0);
        assert.ok(cue.text !== "" && cue.text.length <= CUE_UNITS_MAX);
        assert.ok(cue.text.isWellFormed());
      }
    } catch (error) {
      assert.ok(error instanceof SyntaxError, String(error));
    }
  }));
});
