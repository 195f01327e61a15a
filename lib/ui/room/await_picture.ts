import { effect } from "@preact/signals";
import type { RoomTools } from "../room_context.ts";
import { afterPicture } from "./after_picture.ts";

/**
 * What the rest of the page waits for: the film's first picture, or that the player knows that it
 * will not come, or not move before somebody taps.
 *
 * @returns how to stop looking at the player, too
 */
export function awaitPicture(
  { video, view, session }: Pick<RoomTools, "video" | "view"> & {
    readonly session: Pick<RoomTools["session"], "timeline">;
  },
  after?: Parameters<typeof afterPicture>[2],
): { readonly settled: Promise<void>; readonly stop: () => void } {
  const { promise: settled, resolve } = Promise.withResolvers<void>();
  afterPicture(
    video.peek(),
    () => (session.timeline.peek()?.rate ?? 0) > 0,
    after,
  ).then(resolve);
  const stop = effect(() => {
    const { blocked, problem } = view.value;
    if (blocked || problem !== null) resolve();
  });
  return { settled, stop };
}
