import assert from "node:assert/strict";
import fc from "fast-check";
import { PIECES_MAX, readPlaylist } from "@/lib/film/read_playlist.ts";

const list = (...lines: string[]) => ["#EXTM3U", ...lines, ""].join("\n");

for (
  const [what, text, expected] of [
    [
      "pieces, each once, and how long they are",
      list(
        '#EXT-X-MAP:URI="init.mp4",BYTERANGE="700@0"',
        "#EXTINF:2.5,",
        "#EXT-X-BYTERANGE:900@700",
        "all.m4s",
        "#EXTINF:1.5,a title, with a comma",
        "all.m4s",
        "#EXT-X-ENDLIST",
      ),
      {
        type: "pieces",
        durationS: 4,
        pieces: ["all.m4s"],
        init: "init.mp4",
        isLocked: false,
      },
    ],
    [
      "no length of what goes on",
      `\ufeff${list("#EXTINF:2,", "1.ts").replaceAll("\n", "\r\n")}`,
      {
        type: "pieces",
        durationS: null,
        pieces: ["1.ts"],
        init: null,
        isLocked: false,
      },
    ],
    [
      "that pieces are locked",
      list(
        "#EXT-X-KEY:METHOD=NONE",
        '#EXT-X-KEY:METHOD=AES-128,URI="k"',
        "#EXTINF:x,",
        "1.ts",
        "#EXT-X-ENDLIST",
      ),
      {
        type: "pieces",
        durationS: 0,
        pieces: ["1.ts"],
        init: null,
        isLocked: true,
      },
    ],
    [
      "the best of several qualities, and its usual sound",
      list(
        '#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="b",DEFAULT=YES,URI="other.m3u8"',
        '#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="a",NAME="x",URI="en.m3u8"',
        '#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="a",NAME="y",DEFAULT=YES,URI="zh.m3u8"',
        '#EXT-X-STREAM-INF:BANDWIDTH=100,AUDIO="a"',
        "low.m3u8",
        '#EXT-X-STREAM-INF:CODECS="avc1.42c00d,mp4a.40.2",BANDWIDTH=300,AUDIO="a"',
        "high.m3u8",
        "#EXT-X-STREAM-INF:BANDWIDTH=200",
        "mid.m3u8",
      ),
      { type: "qualities", best: "high.m3u8", sound: "zh.m3u8" },
    ],
    [
      "no sound apart where the quality has its own",
      list("#EXT-X-STREAM-INF:BANDWIDTH=1", "a.m3u8"),
      { type: "qualities", best: "a.m3u8", sound: null },
    ],
    ["no list without its first line", "#EXTINF:2,\n1.ts\n", null],
    ["no list without pieces", list("#EXTINF:2,"), null],
    [
      "no list that is longer than any film",
      list(...Array.from({ length: PIECES_MAX + 1 }, (_, one) => `${one}.ts`)),
      null,
    ],
  ] as const
) {
  Deno.test(`readPlaylist() reads ${what}`, () => {
    assert.deepEqual(readPlaylist(text), expected);
  });
}

Deno.test("readPlaylist() takes time by the length of a line, and not by its square", () => {
  const attributes = "A".repeat(1_000_000);
  assert.equal(readPlaylist(list(`#EXT-X-MAP:${attributes}`)), null);
});

Deno.test("readPlaylist() throws at nothing", () => {
  const word = fc.constantFrom(
    "#EXT-X-STREAM-INF:",
    "#EXT-X-MEDIA:",
    "#EXTINF:",
    "#EXT-X-MAP:",
    "BANDWIDTH=",
    '"',
    ",",
    "\n",
    "1",
    "a.ts",
  );
  fc.assert(fc.property(fc.array(word, { maxLength: 40 }), (words) => {
    readPlaylist(list(words.join("")));
  }));
});
