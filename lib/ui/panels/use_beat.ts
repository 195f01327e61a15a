import { type ReadonlySignal, useComputed } from "@preact/signals";
import { useRoom } from "../room_context.ts";

/**
 * Counts on with the first look at the player in each `everyMs`, of which there are about 4 a second.
 * Beats of different lengths meet, so that what moves on the page moves in one frame with whatever
 * else moves then: each frame costs a phone a layout and a picture.
 */
export function useBeat(everyMs: number): ReadonlySignal<number> {
  const { view } = useRoom();
  return useComputed(() => {
    void view.value;
    return Math.floor(performance.now() / everyMs);
  });
}
