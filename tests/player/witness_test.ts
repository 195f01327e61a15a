import assert from "node:assert/strict";
import type { PlayerView } from "@/lib/player/mod.ts";
import { NO_VIEW } from "@/lib/player/film.ts";
import { createSegmentTimes } from "@/lib/player/segment_times.ts";
import { createWitness } from "@/lib/player/witness.ts";

const PAGE = "http://kan:59117/?u=a";
const COUNTS = { totalVideoFrames: 900, droppedVideoFrames: 30 };
const VIDEO = {
  getVideoPlaybackQuality: () =>
    ({ ...COUNTS, corruptedVideoFrames: 0, creationTime: 0 }) as const,
};

function film(url: string) {
  return { url, title: "f", sourceId: 1 };
}

function look(
  atMs: number,
  { url = "/media/a.mp4?v=1", ...view }: Partial<PlayerView> & {
    readonly url?: string;
  } = {},
) {
  return {
    atMs,
    view: { ...NO_VIEW, durationS: 100, ...view },
    film: film(url),
    loads: 1,
    isHidden: false,
    sizeBytes: 25_000_000,
  };
}

Deno.test("createWitness() has trouble to tell only while the picture stands", () => {
  const witness = createWitness(VIDEO, PAGE, createSegmentTimes());
  assert.equal(witness.trouble(), undefined);
  for (let atMs = 0; atMs < 6000; atMs += 250) {
    witness.look(look(atMs, { bufferedS: atMs / 1000, speed: 1.5 }));
  }
  assert.equal(witness.trouble(), undefined);
  witness.look(look(6000, { stalled: true, bufferedS: 0 }));
  witness.look(look(7000, { stalled: true, bufferedS: 0, speed: 1.5 }));
  const trouble = witness.trouble();
  assert.equal(trouble?.origin, "server");
  assert.equal(trouble?.standsMs, 2500);
  assert.equal(trouble?.needBps, 375_000);
  assert.equal(trouble?.usualBps, 250_000);
  assert.equal(trouble?.fault, null);
  witness.look(look(8000));
  assert.equal(witness.trouble(), undefined);
});

const ORIGINS: [url: string, origin: string][] = [
  ["/media/%E7%89%87.mp4?v=1", "server"],
  ["/hls/a.mp4/index.m3u8", "server"],
  ["http://kan:59117/media/a.mp4", "server"],
  ["http://kan/media/a.mp4", "elsewhere"],
  ["https://cdn.example/media/a.mp4", "elsewhere"],
  ["http://kan:59117/other.mp4", "elsewhere"],
  ["http://", "elsewhere"],
  ["blob:http://kan:59117/1-2", "local"],
];
for (const [url, origin] of ORIGINS) {
  Deno.test(`createWitness() knows that ${url} comes from: ${origin}`, () => {
    const witness = createWitness(VIDEO, PAGE, createSegmentTimes());
    witness.look(look(0, { url, stalled: true }));
    assert.equal(witness.trouble()?.origin, origin);
  });
}

const PROBLEMS = [
  ["not-found", "missing"],
  ["refused", "refused"],
  ["mixed-content", "refused"],
  ["codec", "codec"],
  ["network", "unreachable"],
  ["unknown", "unreachable"],
] as const;
for (const [code, fault] of PROBLEMS) {
  Deno.test(`createWitness() T2 calls a source that is ${code}: ${fault}`, () => {
    const witness = createWitness(VIDEO, PAGE, createSegmentTimes());
    witness.look(look(0, { stalled: true, problem: { code, detail: "" } }));
    assert.equal(witness.trouble()?.fault, fault);
  });
}

Deno.test("createWitness() does without a browser that counts pictures", () => {
  const witness = createWitness(
    {} as unknown as typeof VIDEO,
    PAGE,
    createSegmentTimes(),
  );
  witness.look(look(0, { stalled: true }));
  assert.equal(witness.trouble()?.frames, 0);
});
