import assert from "node:assert/strict";
import { takeEarly } from "@/lib/player/engine/early.ts";

function element(src: string | null, isEarly = true) {
  return {
    dataset: isEarly ? { early: "" } : {},
    error: null as MediaError | null,
    getAttribute: () => src,
  };
}

Deno.test("takeEarly() takes the document's film over once", () => {
  const video = element("/media/a.mp4?v=1");
  assert.equal(takeEarly(video, "/media/a.mp4?v=1"), true);
  assert.equal(takeEarly(video, "/media/a.mp4?v=1"), false);
});

Deno.test("takeEarly() takes no other film over, and from then on none", () => {
  const video = element("/media/a.mp4?v=1");
  assert.equal(takeEarly(video, "/media/b.mp4?v=1"), false);
  assert.equal(takeEarly(video, "/media/a.mp4?v=1"), false);
});

Deno.test("takeEarly() takes over nothing that failed, or that nobody gave", () => {
  const failed = element("/media/a.mp4");
  failed.error = { code: 4 } as MediaError;
  assert.equal(takeEarly(failed, "/media/a.mp4"), false);
  assert.equal(
    takeEarly(element("/media/a.mp4", false), "/media/a.mp4"),
    false,
  );
});
