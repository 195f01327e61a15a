import assert from "node:assert/strict";
import { kindByContent } from "@/lib/player/engine/content.ts";
import { type FilmKind, kindByAddress } from "@/lib/player/engine/kind.ts";
import { sniffKind } from "@/lib/player/engine/sniff.ts";
import { isLiveStream } from "@/lib/player/engine/is_live.ts";

const ADDRESSES: readonly (readonly [string, string, FilmKind | null])[] = [
  ["https://a.example/film.mp4", "", "file"],
  ["/media/a/film.MKV?v=12", "", "file"],
  ["https://a.example/live/index.m3u8?token=a.mp4", "", "hls"],
  ["https://a.example/x.mpd#t=1", "", "dash"],
  ["https://a.example/x.flv", "", "flv"],
  ["https://a.example/x.ts", "", "ts"],
  ["https://a.example/watch", "", null],
  ["https://a.example/film.constructor", "", null],
  ["https://a.example/film.xyz", "", null],
  ["https://a.example", "", null],
  ["blob:http://a/1", "film.flv", "flv"],
  ["blob:http://a/1", "list.m3u8", "file"],
  ["blob:http://a/1", "film", "file"],
];

for (const [url, name, expected] of ADDRESSES) {
  Deno.test(`kindByAddress() reads ${url} ${name} as ${expected}`, () => {
    assert.equal(kindByAddress(url, name), expected);
  });
}

const bytesOf = (text: string) => new TextEncoder().encode(text);
const packets = new Uint8Array(400);
packets[0] = packets[188] = packets[376] = 0x47;

const CONTENTS: readonly (readonly [
  what: string,
  bytes: Uint8Array,
  type: string | null,
  kind: FilmKind,
])[] = [
  ["a playlist", bytesOf("#EXTM3U\n"), null, "hls"],
  ["one with a mark before it", bytesOf("\ufeff#EXTM3U\n"), null, "hls"],
  ["one that is called a film", bytesOf("#EXTM3U\n"), "video/mp4", "hls"],
  ["a manifest", bytesOf('<?xml version="1.0"?>\n<MPD a="">'), null, "dash"],
  ["another xml", bytesOf('<?xml version="1.0"?>\n<rss>'), null, "file"],
  ["FLV", bytesOf("FLV\x01\x05"), null, "flv"],
  ["a transport stream", packets, null, "ts"],
  ["a text with a G", bytesOf("Go"), null, "file"],
  ["nothing, by its type", new Uint8Array(), "Video/X-FLV; a=b", "flv"],
  ["nothing, of a strange type", new Uint8Array(), "constructor", "file"],
  ["nothing at all", new Uint8Array(), null, "file"],
];

for (const [what, bytes, type, expected] of CONTENTS) {
  Deno.test(`kindByContent() takes ${what} for ${expected}`, () => {
    assert.equal(kindByContent(bytes, type), expected);
  });
}

Deno.test("sniffKind() asks for a range, reads no more of an endless answer, and bears a refusal", async () => {
  let cancelled = false;
  const asked: (string | null)[] = [];
  const endless: typeof fetch = (_, init) => {
    asked.push(new Headers(init?.headers).get("range"));
    const body = new ReadableStream<Uint8Array>({
      pull: (controller) => controller.enqueue(bytesOf("FLV\x01")),
      cancel: () => {
        cancelled = true;
      },
    });
    return Promise.resolve(new Response(body));
  };
  const { signal } = new AbortController();
  assert.equal(await sniffKind("http://a/b", endless, signal), "flv");
  assert.deepEqual([asked, cancelled], [["bytes=0-1023"], true]);
  const refuse: typeof fetch = () => Promise.reject(new TypeError("no"));
  assert.equal(await sniffKind("http://a/b", refuse, signal), "file");
  const missing: typeof fetch = () =>
    Promise.resolve(new Response("#EXTM3U", { status: 404 }));
  assert.equal(await sniffKind("http://a/b", missing, signal), "file");
  await assert.rejects(sniffKind("http://a/b", refuse, AbortSignal.abort()));
});

Deno.test("isLiveStream() takes a whole answer without a length for live, and nothing else", async () => {
  const answer = (status: number, headers: HeadersInit): typeof fetch => () =>
    Promise.resolve(new Response("x", { status, headers }));
  for (
    const [url, ask, isLive] of [
      ["http://a/b", answer(200, {}), true],
      ["http://a/b", answer(200, { "content-length": "1" }), false],
      ["http://a/b", answer(200, { "content-encoding": "gzip" }), false],
      ["http://a/b", answer(206, {}), false],
      ["http://a/b", () => Promise.reject(new TypeError("no")), false],
      ["blob:http://a/b", answer(200, {}), false],
    ] as const
  ) assert.equal(await isLiveStream(url, ask), isLive);
});
