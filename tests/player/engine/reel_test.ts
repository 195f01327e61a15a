import assert from "node:assert/strict";
import { createReel } from "@/lib/player/engine/reel.ts";

/** A reel on an element that writes down what it loads, perhaps with a film from the document. */
function stage(early: string | null = null) {
  const loaded: string[] = [];
  const got: string[] = [];
  const video = {
    src: early ?? "",
    dataset: early === null ? {} : { early: "" },
    error: null,
    getAttribute: () => early,
    load: () => loaded.push(video.src),
    ownerDocument: { defaultView: { location: { href: "http://a.test/" } } },
  };
  // As much of an element as a reel asks of it.
  const element = video as unknown as HTMLVideoElement;
  const reel = createReel({
    video: element,
    segments: { add: () => {}, open: () => {} },
    onProblem: ({ code }) => got.push(code),
    onBroken: () => got.push("broken"),
  });
  const open = (url: string) =>
    reel.open({ url, title: url, sourceId: 1 }, (feed) => {
      got.push(url);
      feed.start(element, 0);
    });
  return { reel, open, got, loaded };
}

Deno.test("createReel() gives a file to the element itself, at once", () => {
  const { reel, open, got, loaded } = stage();
  open("/media/a.mp4");
  assert.deepEqual([got, loaded], [["/media/a.mp4"], ["/media/a.mp4"]]);
  assert.equal(reel.facts.peek(), null);
});

Deno.test("createReel() leaves alone what the document loads already, the first time", () => {
  const { open, got, loaded } = stage("/media/a.mp4");
  open("/media/a.mp4");
  assert.deepEqual([got, loaded], [["/media/a.mp4"], []]);
  open("/media/a.mp4");
  assert.deepEqual(loaded, ["/media/a.mp4"]);
});

Deno.test("createReel() forgets a stream whose code comes after another film was opened", async () => {
  const { open, got, loaded } = stage();
  open("/hls/a/index.m3u8");
  assert.deepEqual(got, [], "its code is on its way");
  open("/media/b.mp4");
  // The same code, asked for after it, is there no sooner.
  await import("@/lib/player/engine/stream.ts");
  await new Promise((resolve) => setTimeout(resolve));
  assert.deepEqual([got, loaded], [["/media/b.mp4"], ["/media/b.mp4"]]);
});
