import { type ReadonlySignal, useComputed } from "@preact/signals";
import { useRoom } from "../room_context.ts";
import { useBeat } from "./use_beat.ts";

/** Between two of its times, in ms: what is told in tenths of a second is read no faster. */
const EVERY_MS = 500;

/**
 * The server's time in ms as a signal, for positions that move on the screen; null while unknown,
 * and on the server. It goes on twice a second.
 */
export function useServerNow(): ReadonlySignal<number | null> {
  const { session } = useRoom();
  const beat = useBeat(EVERY_MS);
  return useComputed(() => {
    void beat.value;
    return session.serverNowMs();
  });
}
