import assert from "node:assert/strict";
import type { AudioFacts } from "@/lib/film/mod.ts";
import { soundText } from "@/lib/ui/later/sound_text.ts";

const TRACK: AudioFacts = {
  codec: "mp4a.40.2",
  name: "AAC-LC",
  channels: 2,
  sampleRateHz: 48000,
  language: null,
  isDefault: false,
};

const TOLD:
  readonly (readonly [Partial<AudioFacts>, "en" | "zh-CN", string])[] = [
    [{}, "en", "AAC-LC · 2 ch"],
    [
      { language: "eng", channels: 6, isDefault: true },
      "en",
      "English · AAC-LC · 5.1 ch · default",
    ],
    [
      { language: "chi", name: "AC-3", channels: 8 },
      "zh-CN",
      "中文 · AC-3 · 7.1 ch",
    ],
    [
      { language: "not a language", channels: 0 },
      "en",
      "not a language · AAC-LC",
    ],
  ];

for (const [change, language, told] of TOLD) {
  Deno.test(`soundText() T1 tells of a track: ${told}`, () => {
    const words = { channels: (n: string) => `${n} ch`, isDefault: "default" };
    assert.equal(soundText({ ...TRACK, ...change }, language, words), told);
  });
}
