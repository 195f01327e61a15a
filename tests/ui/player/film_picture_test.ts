import assert from "node:assert/strict";
import { pictureAddress } from "@/lib/ui/player/film_picture.ts";

const CASES = [
  ["of a file", "/media/a%20b/01.mp4?v=7&part=1", 64, 33, "a%20b/01.mp4?at=30"],
  ["of clips", "/hls/01.mp4/index.m3u8?v=7", 64, 0, "01.mp4?at=0"],
  ["a hundred of a long film", "/media/01.mp4", 7200, 100, "01.mp4?at=80"],
  [
    "of the begin of what has no length yet",
    "/media/01.mp4",
    0,
    -3,
    "01.mp4?at=0",
  ],
] as const;

for (const [what, url, durationS, atS, path] of CASES) {
  Deno.test(`pictureAddress() names pictures ${what}`, () => {
    assert.equal(
      pictureAddress({ kind: "film", url }, { atS, durationS }),
      `/preview/${path}`,
    );
  });
}

Deno.test("pictureAddress() knows none of a film that is not the server's", () => {
  const at = { atS: 0, durationS: 60 };
  const url = "https://elsewhere.example/media/a.mp4";
  assert.equal(pictureAddress({ kind: "link", url }, at), null);
  assert.equal(pictureAddress({ kind: "film", url }, at), null);
  assert.equal(pictureAddress(null, at), null);
});
