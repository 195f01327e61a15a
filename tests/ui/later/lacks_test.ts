import assert from "node:assert/strict";
import type { FilmDetails } from "@/lib/ui/later/film_details.ts";
import { isDark, withSeen } from "@/lib/ui/later/lacks.ts";

const DARK = { state: "paused", width: 0, bufferedS: 4 } as const;
const LIT = { ...DARK, width: 640 };

Deno.test("isDark() is true only once the film is there, and has no picture", () => {
  assert.ok(isDark(DARK));
  assert.ok(isDark({ ...DARK, state: "playing" }));
  assert.ok(!isDark(LIT));
  assert.ok(!isDark({ ...DARK, bufferedS: 0 }));
  for (const state of ["empty", "loading", "failed"] as const) {
    assert.ok(!isDark({ ...DARK, state }));
  }
});

const PICTURE = {
  codec: "hvc1.1.6.L93.B0",
  name: "HEVC",
  profile: null,
  width: 1280,
  height: 720,
  fps: 24,
};

function details(
  lack: FilmDetails["lack"],
  video: typeof PICTURE | null = PICTURE,
): FilmDetails {
  return {
    bytes: 1,
    facts: {
      container: "MP4",
      durationS: 60,
      bitrateBps: 1,
      faststart: true,
      indexBytes: 1,
      video,
      audio: [],
      problem: null,
    },
    lack,
    mendable: null,
    unreachable: null,
  };
}

for (
  const [what, told, seen, lack] of [
    [
      "believes what the browser says",
      details("audio-codec"),
      LIT,
      "audio-codec",
    ],
    ["believes eyes before a promise", details(null), DARK, "video-codec"],
    [
      "believes eyes beside another lack",
      details("container"),
      DARK,
      "video-codec",
    ],
    ["misses no picture where there is one", details(null), LIT, null],
    ["misses none in a film of sound alone", details(null, null), DARK, null],
    ["says nothing of what is not known", null, DARK, null],
  ] as const
) {
  Deno.test(`withSeen() ${what}`, () => {
    assert.equal(withSeen(told, seen)?.lack ?? null, lack);
  });
}
