import { type ReadonlySignal, useComputed } from "@preact/signals";
import { useRoom } from "../room_context.ts";

/**
 * The server's time in ms as a signal, for positions that move on the screen; null while unknown,
 * and on the server. It goes on with each look at the player, about 4 times a second: all that moves
 * on the page moves in one frame, since each frame costs a phone a layout and a picture.
 */
export function useServerNow(): ReadonlySignal<number | null> {
  const { session, view } = useRoom();
  return useComputed(() => {
    void view.value;
    return session.serverNowMs();
  });
}
