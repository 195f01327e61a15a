import assert from "node:assert/strict";
import {
  afterPicture,
  IN_STEP_MS,
  PICTURE_WITHIN_MS,
} from "@/lib/ui/room/after_picture.ts";

/** An element that does what it is told, and time that passes when told. */
function stage(
  { src = "/media/001.mp4", isMoving = false, error = null }: {
    readonly src?: string;
    readonly isMoving?: boolean;
    readonly error?: MediaError | null;
  } = {},
) {
  const video = Object.assign(new EventTarget(), {
    error,
    paused: true,
    readyState: 0,
    src,
    videoWidth: 0,
    frames: [] as (() => void)[],
    requestVideoFrameCallback(call: VideoFrameRequestCallback) {
      return this.frames.push(() => call(0, {} as VideoFrameCallbackMetadata));
    },
  });
  const timers = new Map<number, () => void>();
  let isThere = false;
  const waiting = afterPicture(
    video,
    () => isMoving,
    (delayMs, call) => timers.set(delayMs, call),
  ).then(() => isThere = true);
  return {
    video,
    timers,
    waiting,
    isThere: async () => {
      for (let turn = 0; turn < 3; turn++) await Promise.resolve();
      return isThere;
    },
  };
}

Deno.test("afterPicture() waits for the first picture of a film that stands", async () => {
  const { video, isThere } = stage();
  assert.equal(await isThere(), false);
  video.frames[0]?.();
  assert.equal(await isThere(), true);
});

Deno.test("afterPicture() leaves a film that is to move alone until it is in step", async () => {
  const { video, timers, isThere } = stage({ isMoving: true });
  video.frames[0]?.();
  assert.equal(await isThere(), false);
  video.dispatchEvent(new Event("playing"));
  assert.equal(await isThere(), false);
  timers.get(IN_STEP_MS)?.();
  assert.equal(await isThere(), true);
});

Deno.test("afterPicture() waits no longer than it may, nor for what cannot come", async () => {
  const slow = stage();
  slow.timers.get(PICTURE_WITHIN_MS)?.();
  assert.equal(await slow.isThere(), true);
  const broken = stage();
  broken.video.dispatchEvent(new Event("error"));
  assert.equal(await broken.isThere(), true);
  assert.equal(await stage({ src: "" }).isThere(), true);
});

Deno.test("afterPicture() waits for no picture of what has none", async () => {
  const sound = stage();
  sound.video.dispatchEvent(new Event("loadeddata"));
  assert.equal(await sound.isThere(), true);
  const gone = stage();
  gone.video.dispatchEvent(new Event("emptied"));
  assert.equal(await gone.isThere(), false);
  gone.video.src = "";
  gone.video.dispatchEvent(new Event("emptied"));
  assert.equal(await gone.isThere(), true);
  const failed = stage({ error: { code: 4 } as MediaError });
  assert.equal(await failed.isThere(), true);
});

Deno.test("afterPicture() waits for a film's picture though its first bytes are there", async () => {
  const { video, isThere } = stage();
  video.videoWidth = 1280;
  video.dispatchEvent(new Event("loadeddata"));
  assert.equal(await isThere(), false);
});

Deno.test("afterPicture() knows a film that moved before its picture was seen", async () => {
  const { video, timers, isThere } = stage({ isMoving: true });
  Object.assign(video, { paused: false, readyState: 4 });
  video.frames[0]?.();
  assert.equal(await isThere(), false);
  timers.get(IN_STEP_MS)?.();
  assert.equal(await isThere(), true);
});
