import assert from "node:assert/strict";
import {
  adviseMending,
  type CanPlay,
  type FilmFacts,
  NO_FACTS,
} from "@/lib/film/mod.ts";

/** A browser that knows H.264, VP9, AAC, MP3 and Opus. */
const canPlay: CanPlay = (type) =>
  /^audio\/mpeg$|codecs="(avc1|vp09|mp4a\.40\.2|mp3|opus)/.test(type) &&
  !/mp4; codecs="(mp3|opus)"/.test(type);

interface Plan {
  container?: string | null;
  video?: string | null;
  audio?: string | null;
  faststart?: boolean | null;
}

function facts(
  {
    container = "MP4",
    video = "avc1.64001e",
    audio = "mp4a.40.2",
    faststart = true,
  }: Plan,
): FilmFacts {
  return {
    ...NO_FACTS,
    container,
    faststart,
    video: {
      codec: video,
      name: "",
      profile: null,
      width: 1,
      height: 1,
      fps: 25,
    },
    audio: [{
      codec: audio,
      name: "",
      channels: 2,
      sampleRateHz: 48000,
      language: null,
      isDefault: true,
    }],
  };
}

const X264 = "-c:v libx264 -crf 20 -pix_fmt yuv420p";
const AAC = "-c:a aac -b:a 192k";

const CASES: readonly [
  what: string,
  Plan,
  reason: string | null,
  command: string,
][] = [
  ["nothing for a film that plays", {}, null, ""],
  [
    "nothing for a WebM",
    { container: "WebM", video: "vp09.00.10.08", audio: "opus" },
    null,
    "",
  ],
  ["nothing while the facts are unknown", { container: null }, null, ""],
  ["nothing for MP3 under a name of its own", { audio: "mp3" }, null, ""],
  [
    "a copy for tables last",
    { faststart: false },
    "not-faststart",
    "-c:v copy -c:a copy",
  ],
  [
    "a copy for another container",
    { container: "Matroska" },
    "container",
    "-c:v copy -c:a copy",
  ],
  ["new sound for AC-3", { audio: "ac-3" }, "audio-codec", `-c:v copy ${AAC}`],
  ["new sound for DTS", { audio: null }, "audio-codec", `-c:v copy ${AAC}`],
  [
    "a new picture for HEVC",
    { video: "hvc1.1.6.L93.B0" },
    "video-codec",
    `${X264} -c:a copy`,
  ],
  [
    "both for an old AVI in Matroska",
    { container: "Matroska", video: null, audio: null },
    "video-and-audio-codec",
    `${X264} ${AAC}`,
  ],
];

for (const [what, plan, reason, codecs] of CASES) {
  Deno.test(`adviseMending() advises ${what}`, () => {
    const advice = adviseMending(
      { facts: facts(plan), name: "a.mkv" },
      canPlay,
    );
    assert.equal(advice?.reason ?? null, reason);
    if (advice === null) return;
    const command =
      `ffmpeg -i 'a.mkv' ${codecs} -movflags +faststart 'a.17kan.mp4'`;
    assert.equal(advice.command, command);
    assert.equal(advice.isSlow, codecs.includes("libx264"));
  });
}

Deno.test("adviseMending() tags HEVC for Safari when it copies it", () => {
  const film = facts({ container: "Matroska", video: "hev1.1.6.L93.B0" });
  const advice = adviseMending({ facts: film, name: "a.mkv" }, () => true);
  assert.match(advice?.command ?? "", /-c:v copy -tag:v hvc1 /);
});

for (
  const [name, quoted, mended] of [
    ["it's.mp4", `'it'\\''s.mp4'`, `'it'\\''s.17kan.mp4'`],
    ["-i.mp4", "'./-i.mp4'", "'./-i.17kan.mp4'"],
    ["$(rm x) `y`.mp4", "'$(rm x) `y`.mp4'", "'$(rm x) `y`.17kan.mp4'"],
    ["电影", "'电影'", "'电影.17kan.mp4'"],
  ] as const
) {
  Deno.test(`adviseMending() quotes ${name} for a shell`, () => {
    const film = facts({ faststart: false });
    const command = adviseMending({ facts: film, name }, canPlay)?.command;
    assert.equal(
      command,
      `ffmpeg -i ${quoted} -c:v copy -c:a copy -movflags +faststart ${mended}`,
    );
  });
}
