import assert from "node:assert/strict";
import { cpuUsage } from "node:process";
import {
  CUE_UNITS_MAX,
  CUES_MAX,
  decodeText,
  parseSubtitle,
} from "@/lib/subtitle/mod.ts";

const TIMES = "00:00:01,000 --> 00:00:02,000";
const MEGABYTE = 1 << 20;
const fill = (text: string) => text.repeat(Math.ceil(MEGABYTE / text.length));
const ass = (rest: string) =>
  `[Events]\nFormat: Start, End, Text\nDialogue: 0:00:01.00,0:00:02.00,hello\n${rest}`;

/**
 * Processor time of one pass over a megabyte, at most, in ms: on a slow machine it takes 200. With
 * one pass that looks far ahead from each place any of these takes minutes.
 */
const PASS_MS = 5000;
const FILES: [what: string, file: string][] = [
  ["override blocks that never end", `${TIMES}\n${fill("{\\")}`],
  ["tags that never end", `${TIMES}\n${fill("<a")}`],
  ["entities that never end", `${TIMES}\n${fill("&am")}`],
  ["backslashes in one block", `${TIMES}\n{${fill("\\")}an`],
  ["blank lines alone before the first cue", `${fill("\n")}${TIMES}\nhello`],
  ["blank lines of spaces", `${fill(" \n")}${TIMES}\nhello`],
  ["arrows alone", `${TIMES}\nhello\n\n${fill("-->\n")}`],
  ["digits before an arrow", `${TIMES}\nhello\n\n${fill("1")}-->`],
  [
    "columns without end",
    `[Events]\nFormat: Start, End, Text,${fill("a,")}\n${
      fill("Dialogue: 0:00:01.00,0:00:02.00,hello\n")
    }`,
  ],
  ["dialogues of blocks that never end", ass(`Dialogue: 1,2,${fill("{")}`)],
  ["a million dialogues of nothing", ass(fill("Dialogue:\n"))],
  ["a section without an end", ass(`[${fill("[")}`)],
];
for (const [what, file] of FILES) {
  Deno.test(`parseSubtitle() reads a megabyte of ${what} in one pass`, () => {
    const before = cpuUsage();
    try {
      const { cues } = parseSubtitle(file);
      assert.ok(cues.length <= CUES_MAX);
      for (const { text } of cues) assert.ok(text.length <= CUE_UNITS_MAX);
    } catch (error) {
      assert.ok(error instanceof SyntaxError);
    }
    const { user, system } = cpuUsage(before);
    assert.ok(user + system < PASS_MS * 1000, `${user + system} µs`);
  });
}

Deno.test("parseSubtitle() takes of a million cues as many as are shown at most", () => {
  const { cues } = parseSubtitle(
    `WEBVTT\n\n${"0:1 --> 0:2\nx\n\n".repeat(1e6)}`,
  );
  assert.equal(cues.length, CUES_MAX);
});

Deno.test("parseSubtitle() leaves of a script in a file its text alone", () => {
  const lines = [
    "<script>alert(1)</script>hello",
    "<img src=x onerror=alert(1)>hello",
    "<c.a onclick=alert(1)>hello</c>",
    "{\\an8}hello",
  ];
  for (const line of lines) {
    const { cues } = parseSubtitle(`WEBVTT\n\n${TIMES}\n${line}`);
    assert.match(cues[0]?.text ?? "", /^(alert\(1\))?hello$/);
  }
});

Deno.test("decodeText() reads a film that was given as subtitles, and none are found in it", () => {
  const bytes = new Uint8Array(MEGABYTE).map((_, at) => (at * 7919) % 256);
  assert.throws(
    () => parseSubtitle(decodeText(bytes, null).text),
    SyntaxError,
  );
});
