import assert from "node:assert/strict";
import { dashFacts } from "@/lib/player/engine/dash_facts.ts";
import { judgeDash } from "@/lib/player/engine/dash_problem.ts";
import { hlsFacts } from "@/lib/player/engine/hls_facts.ts";
import { type HlsFailure, judgeHls } from "@/lib/player/engine/hls_problem.ts";
import { judgeMpegts } from "@/lib/player/engine/mpegts_problem.ts";
import type { Problem } from "@/lib/player/mod.ts";

const FACTS = { isLive: false, videoCodec: null, audioCodec: null };
const LIVE = { ...FACTS, isLive: true };

type HlsCase = readonly [
  what: string,
  failure: { readonly type: string } & Omit<HlsFailure, "type" | "details"> & {
    readonly details: string;
  },
  facts: typeof FACTS,
  code: Problem["code"],
  isBroken: boolean,
];
const network = (details: string, code = 0) => ({
  type: "networkError",
  details,
  response: { code },
});

const HLS: readonly HlsCase[] = [
  [
    "a missing list",
    network("manifestLoadError", 404),
    FACTS,
    "not-found",
    false,
  ],
  [
    "a refused list",
    network("manifestLoadError", 403),
    FACTS,
    "refused",
    false,
  ],
  [
    "a list out of reach",
    network("manifestLoadError"),
    FACTS,
    "network",
    false,
  ],
  [
    "a slow list",
    { type: "networkError", details: "manifestLoadTimeOut" },
    FACTS,
    "network",
    false,
  ],
  ["no list at all", network("manifestParsingError"), FACTS, "broken", false],
  [
    "a missing piece",
    { ...network("fragLoadError", 404), frag: { url: "a" } },
    FACTS,
    "segment",
    false,
  ],
  [
    "a piece out of reach",
    { ...network("fragLoadError"), frag: { url: "a" } },
    FACTS,
    "network",
    false,
  ],
  [
    "a live list that went",
    network("levelLoadError", 404),
    LIVE,
    "live-ended",
    false,
  ],
  [
    "a codec nobody has",
    { type: "mediaError", details: "manifestIncompatibleCodecsError" },
    FACTS,
    "codec",
    false,
  ],
  [
    "a picture that broke off",
    { type: "mediaError", details: "bufferAppendError" },
    FACTS,
    "codec",
    true,
  ],
  [
    "a locked film",
    { type: "keySystemError", details: "keySystemNoAccess" },
    FACTS,
    "protected",
    false,
  ],
];

for (const [what, failure, facts, code, isBroken] of HLS) {
  Deno.test(`judgeHls() names ${what}`, () => {
    const judged = judgeHls(failure as HlsFailure, facts);
    assert.deepEqual([judged.problem.code, judged.isBroken], [code, isBroken]);
  });
}

Deno.test("judgeHls() names the codec that cannot be decoded", () => {
  const failure = {
    type: "mediaError",
    details: "bufferAddCodecError",
    mimeType: 'video/mp4; codecs="hvc1.1.6.L93"',
  } as HlsFailure;
  assert.equal(judgeHls(failure, FACTS).problem.codec, "hvc1.1.6.L93");
});

Deno.test("judgeHls() and judgeDash() tell which piece nobody answered for", () => {
  const listUrl = "http://a/list.m3u8";
  const failure = network("fragLoadError");
  const hls = (more: object) =>
    judgeHls({ ...failure, ...more } as HlsFailure, FACTS).problem.missingUrl;
  assert.equal(
    hls({ frag: { url: "http://b/0.ts" }, url: listUrl }),
    "http://b/0.ts",
  );
  assert.equal(hls({ url: listUrl }), listUrl);
  assert.equal(hls({}), undefined);
  const dash = (code: number) =>
    judgeDash({ category: 1, code, data: ["http://b/0.m4s", {}, 1] }, FACTS)
      .missingUrl;
  assert.equal(dash(1002), "http://b/0.m4s");
  assert.equal(dash(1003), undefined);
});

Deno.test("judgeMpegts() names what FLV and transport streams fail of", () => {
  for (
    const [type, detail, status, isLive, code] of [
      ["NetworkError", "HttpStatusCodeInvalid", 404, false, "not-found"],
      ["NetworkError", "HttpStatusCodeInvalid", 403, false, "refused"],
      ["NetworkError", "Exception", -1, false, "network"],
      ["NetworkError", "UnrecoverableEarlyEof", -1, true, "live-ended"],
      ["NetworkError", "UnrecoverableEarlyEof", -1, false, "network"],
      ["MediaError", "FormatUnsupported", 0, false, "broken"],
      ["MediaError", "CodecUnsupported", 0, false, "codec"],
    ] as const
  ) {
    const problem = judgeMpegts({ type, detail, status, isLive }, FACTS);
    assert.equal(problem.code, code, detail);
  }
});

Deno.test("judgeDash() names what shaka fails of, and bears what is no error of shaka", () => {
  for (
    const [error, facts, code] of [
      [
        { category: 1, code: 1001, data: ["u", 404, "", {}, 0] },
        FACTS,
        "not-found",
      ],
      [
        { category: 1, code: 1001, data: ["u", 404, "", {}, 1] },
        FACTS,
        "segment",
      ],
      [
        { category: 1, code: 1001, data: ["u", 404, "", {}, 0] },
        LIVE,
        "live-ended",
      ],
      [
        { category: 1, code: 1001, data: ["u", 403, "", {}, 0] },
        FACTS,
        "refused",
      ],
      [{ category: 1, code: 1002, data: ["u", {}, 0] }, FACTS, "network"],
      [{ category: 1, code: 1002, data: ["u", {}, 1] }, FACTS, "network"],
      [{ category: 4, code: 4001, data: [] }, FACTS, "broken"],
      [{ category: 4, code: 4032, data: [] }, FACTS, "codec"],
      [{ category: 3, code: 3016, data: [] }, FACTS, "codec"],
      [{ category: 6, code: 6001, data: [] }, FACTS, "protected"],
      [new TypeError("x"), FACTS, "unknown"],
      [null, FACTS, "unknown"],
    ] as const
  ) assert.equal(judgeDash(error, facts).code, code, JSON.stringify(error));
});

Deno.test("hlsFacts() and dashFacts() tell qualities, tracks and what is on", () => {
  const level = { width: 1280, height: 720, bitrate: 1e6 };
  const hls = hlsFacts({
    levels: [level] as never,
    currentLevel: 0,
    audioTracks: [{ name: "a", lang: "zh" }] as never,
    audioTrack: 0,
    subtitleTracks: [],
    subtitleTrack: -1,
  });
  assert.deepEqual(hls.qualities, [
    { id: 0, width: 1280, height: 720, bitrateBps: 1e6 },
  ]);
  assert.deepEqual([hls.quality, hls.sound, hls.subtitle], [0, 0, null]);
  assert.deepEqual(hls.sounds, [{ id: 0, name: "a", language: "zh" }]);
  const dash = dashFacts({
    isLive: () => true,
    getVideoTracks: () => [
      { active: true, bandwidth: 5, width: null, height: 2, codecs: "av01" },
    ],
    getAudioTracks: () => [
      { active: false, label: null, language: "und", codecs: "opus" },
    ],
  });
  assert.deepEqual(
    [dash.isLive, dash.videoCodec, dash.audioCodec, dash.quality, dash.sound],
    [true, "av01", "opus", 0, null],
  );
  assert.deepEqual(dash.sounds, [{ id: 0, name: "", language: null }]);
});
