import assert from "node:assert/strict";
import { canThrow } from "@/lib/ui/player/throw_picture.ts";

Deno.test("canThrow() tells of AirPlay when Safari finds a screen, and no more after the stop", () => {
  const video = Object.assign(new EventTarget(), {
    webkitShowPlaybackTargetPicker: () => {},
  });
  const told: boolean[] = [];
  const find = (availability: string) =>
    video.dispatchEvent(
      Object.assign(new Event("webkitplaybacktargetavailabilitychanged"), {
        availability,
      }),
    );
  // Only what is named here is touched.
  const stop = canThrow(video as unknown as HTMLVideoElement, (can) => {
    told.push(can);
  });
  find("available");
  find("not-available");
  stop();
  find("available");
  assert.deepEqual(told, [true, false]);
});
