import assert from "node:assert/strict";
import { createReader } from "../../lib/player/read.ts";

/** An element that says so much of itself, and whose film is loaded up to a place in s. */
function stage(readyState: number, loadedS: number) {
  const video = {
    currentTime: 5,
    duration: 600,
    paused: false,
    seeking: false,
    ended: false,
    readyState,
    playbackRate: 1,
    buffered: { length: 1, start: () => 0, end: () => loadedS },
    ownerDocument: { visibilityState: "visible" },
  };
  const read = createReader(video as unknown as HTMLVideoElement);
  let nowMs = 0;
  const real = performance.now;
  return {
    /** What it is read as after a second of looks at a film that moves or stands. */
    after(isMoving: boolean): number {
      performance.now = () => nowMs;
      try {
        for (let look = 0; look < 20; look++) {
          nowMs += 50;
          if (isMoving) video.currentTime += 0.05;
          read();
        }
        return read().readyState;
      } finally {
        performance.now = real;
      }
    },
    video,
  };
}

Deno.test("createReader() believes its eyes where an element moves and calls itself not ready", () => {
  const { after, video } = stage(2, 60);
  assert.equal(after(false), 2);
  assert.equal(after(true), 3);
  // Known once, it is known paused too, but not where nothing is loaded.
  video.paused = true;
  assert.equal(after(false), 3);
  video.currentTime = 60;
  assert.equal(after(false), 2);
});

Deno.test("createReader() takes the word of an element that stands, or has nothing to come", () => {
  assert.equal(stage(2, 60).after(false), 2);
  assert.equal(stage(2, 5).after(true), 2);
  assert.equal(stage(4, 60).after(true), 4);
});
