import assert from "node:assert/strict";
import { formatCodecName, nameCodec } from "@/lib/film/mod.ts";

const CASES: readonly [
  codec: string,
  words: string | null,
  profile?: string | null,
][] = [
  ["avc1.64001e", "H.264 High@3.0", "High"],
  ["avc1.42E01E", "H.264 Constrained Baseline@3.0", "Constrained Baseline"],
  ["avc1.42001f", "H.264 Baseline@3.1", "Baseline"],
  ["avc3.4D4028", "H.264 Main@4.0", "Main"],
  ["avc1.6e0033", "H.264 High 10@5.1", "High 10"],
  ["avc1", "H.264", null],
  ["avc1.zz", "H.264", null],
  ["hvc1.2.4.L153.B0", "HEVC Main 10@5.1", "Main 10"],
  ["hev1.1.6.H93", "HEVC Main@3.1", "Main"],
  ["dvh1.05.06", "HEVC", null],
  ["av01.0.08M.08", "AV1 Main@4.0", "Main"],
  ["av01.0.13M.10", "AV1 Main 10-bit@5.1", "Main 10-bit"],
  ["av01.1.00H.08", "AV1 High@2.0", "High"],
  ["vp09.00.11.08.01.02.02.02.00", "VP9 Profile 0@1.1", "Profile 0"],
  ["vp9", "VP9", null],
  ["vp8", "VP8", null],
  ["mp4a.40.2", "AAC-LC"],
  ["mp4a.40.5", "HE-AAC"],
  ["mp4a.40.29", "HE-AAC v2"],
  ["mp4a.40.34", "MP3"],
  ["mp4a.6B", "MP3"],
  ["mp4a.a5", "AC-3"],
  ["mp4a", "AAC"],
  ["mp3", "MP3"],
  ["opus", "Opus"],
  ["Opus", "Opus"],
  ["ac-3", "AC-3"],
  ["ec-3", "E-AC-3"],
  ["V_MPEG2", "MPEG-2"],
  ["", null],
  ["zzzz.1", null],
];

for (const [codec, words, profile] of CASES) {
  Deno.test(`nameCodec() says ${words ?? "nothing"} for ${JSON.stringify(codec)}`, () => {
    const name = nameCodec(codec);
    assert.equal(name === null ? null : formatCodecName(name), words);
    if (profile !== undefined) assert.equal(name?.profile, profile);
  });
}
