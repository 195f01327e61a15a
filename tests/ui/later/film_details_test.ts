import assert from "node:assert/strict";
import type { Film } from "@/lib/client/mod.ts";
import { describeFilm } from "@/lib/media/film.ts";
import { findDetails } from "@/lib/ui/later/film_details.ts";
import { readLibrary } from "@/lib/ui/later/library_film.ts";

const { films: LISTED } = readLibrary({
  films: [describeFilm(
    {
      name: "series/影 #1.mp4",
      realPath: "/films/a.mp4",
      sizeBytes: 363_332,
      mtimeMs: 1,
      etag: '"1"',
    },
    {
      container: "MP4",
      durationS: 60,
      bitrateBps: 48_000,
      faststart: true,
      indexBytes: 9000,
      video: {
        codec: "hvc1.1.6.L93.B0",
        name: "HEVC Main@3.1",
        profile: "Main",
        width: 1280,
        height: 720,
        fps: 24,
      },
      audio: [],
      problem: null,
    },
    [],
  )],
});

const film = (url: string): Film => ({
  url,
  title: "影 #1.mp4",
  sourceId: 1,
  kind: "film",
  file: null,
});
const needs = {
  films: LISTED,
  canPlay: (type: string) => !type.includes("hvc1"),
  canDecode: () => Promise.resolve(true),
  signal: new AbortController().signal,
};

for (
  const [what, url] of [
    ["as one file", "/media/series/%E5%BD%B1%20%231.mp4?v=a&part=1"],
    ["in clips", "/hls/series/%E5%BD%B1%20%231.mp4/index.m3u8?v=a"],
  ] as const
) {
  Deno.test(`findDetails() finds a film of the server that comes ${what}`, async () => {
    const details = await findDetails(film(url), needs);
    assert.equal(details?.bytes, 363_332);
    assert.equal(details.lack, "video-codec");
    assert.equal(details.mendable?.name, "影 #1.mp4");
    assert.equal(details.mendable.facts, details.facts);
  });
}

Deno.test("findDetails() believes the decoder at hand over the name of a format", async () => {
  const asked: unknown[] = [];
  const details = await findDetails(
    film("/media/series/%E5%BD%B1%20%231.mp4"),
    {
      ...needs,
      canPlay: () => true,
      canDecode: ({ codec, width, height }) => {
        asked.push([codec, width, height]);
        return Promise.resolve(false);
      },
    },
  );
  assert.equal(details?.lack, "video-codec");
  assert.deepEqual(asked, [["hvc1.1.6.L93.B0", 1280, 720]]);
});

Deno.test("findDetails() knows nothing of a film that is not listed", async () => {
  assert.equal(await findDetails(film("/media/other.mp4"), needs), null);
});
