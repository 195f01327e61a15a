import assert from "node:assert/strict";
import type { FilmDetails } from "@/lib/ui/later/film_details.ts";
import { codecText } from "@/lib/film/codec_name.ts";
import { joinFacts } from "@/lib/ui/later/info_facts.ts";

const SEEN = { durationS: 32.7, width: 640, height: 360 };

const DETAILS: FilmDetails = {
  bytes: 363_332,
  facts: {
    container: "MP4",
    durationS: 32.73,
    bitrateBps: 88_806,
    faststart: true,
    indexBytes: 9000,
    video: {
      codec: "hvc1.1.6.L93",
      name: "HEVC Main@3.1",
      profile: "Main",
      width: 1280,
      height: 720,
      fps: 15,
    },
    audio: [],
    problem: null,
  },
  lack: null,
  mendable: null,
  unreachable: null,
};

Deno.test("joinFacts() knows nothing before the player does", () => {
  const unseen = { durationS: null, width: 0, height: 0 };
  assert.deepEqual(joinFacts(unseen, null), {
    durationS: null,
    bytes: null,
    resolution: null,
    video: null,
    audio: null,
  });
});

Deno.test("joinFacts() takes the picture from the player until the film tells", () => {
  assert.equal(joinFacts(SEEN, null).resolution, "640×360");
  assert.equal(joinFacts(SEEN, DETAILS).resolution, "1280×720");
});

Deno.test("joinFacts() tells a missing track from an unknown one", () => {
  assert.equal(joinFacts(SEEN, DETAILS).audio, "none");
  assert.equal(joinFacts(SEEN, { ...DETAILS, facts: null }).audio, null);
});

Deno.test("joinFacts() says which codec does not play here", () => {
  const lack = "video-codec";
  assert.deepEqual(joinFacts(SEEN, { ...DETAILS, lack }).video, {
    name: "HEVC Main@3.1",
    isPlayable: false,
  });
  assert.deepEqual(joinFacts(SEEN, DETAILS).video, {
    name: "HEVC Main@3.1",
    isPlayable: true,
  });
});

Deno.test("joinFacts() names the codecs that an engine feeds, where the film has no tables", () => {
  const stream = { videoCodec: "avc1.64001f", audioCodec: null };
  const { video, audio } = joinFacts(SEEN, null, stream, codecText);
  assert.deepEqual(video, { name: "H.264 High@3.1", isPlayable: true });
  assert.equal(audio, null);
  assert.equal(joinFacts(SEEN, DETAILS, stream).audio, "none");
});
