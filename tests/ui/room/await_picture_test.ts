import assert from "node:assert/strict";
import { signal } from "@preact/signals";
import { awaitPicture } from "@/lib/ui/room/await_picture.ts";
import { NO_VIEW } from "@/lib/ui/room/no_view.ts";

/** A page whose film has not come yet; time never passes. */
function stage() {
  const video = Object.assign(new EventTarget(), {
    error: null,
    paused: true,
    readyState: 0,
    src: "/media/001.mp4",
    videoWidth: 0,
  }) as unknown as HTMLVideoElement;
  const view = signal(NO_VIEW);
  const { settled, stop } = awaitPicture(
    { video: signal(video), view, session: { timeline: signal(null) } },
    () => {},
  );
  let isSettled = false;
  settled.then(() => isSettled = true);
  return {
    video,
    view,
    stop,
    isSettled: async () => {
      for (let turn = 0; turn < 4; turn++) await Promise.resolve();
      return isSettled;
    },
  };
}

Deno.test("awaitPicture() waits for the film's first picture", async () => {
  const { video, isSettled, stop } = stage();
  assert.equal(await isSettled(), false);
  video.dispatchEvent(new Event("loadeddata"));
  assert.equal(await isSettled(), true);
  stop();
});

for (
  const [what, view] of [
    ["cannot be played", { problem: { code: "codec", detail: "" } }],
    ["does not move before a tap", { blocked: true }],
  ] as const
) {
  Deno.test(`awaitPicture() waits no longer once the player says that the film ${what}`, async () => {
    const page = stage();
    assert.equal(await page.isSettled(), false);
    page.view.value = { ...NO_VIEW, ...view };
    assert.equal(await page.isSettled(), true);
    page.stop();
  });
}
