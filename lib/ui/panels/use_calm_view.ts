import { type ReadonlySignal, useComputed } from "@preact/signals";
import type { PlayerView } from "@/lib/player/mod.ts";
import { useRoom } from "../room_context.ts";
import { useBeat } from "./use_beat.ts";

/** Between two looks at figures that grow and shrink all the time, in ms. */
const FIGURES_MS = 1000;

/**
 * The player's view for what moves all the time: at a beat, and at once when the film goes
 * elsewhere, or stands otherwise than before.
 */
export function useCalmView(
  everyMs: number = FIGURES_MS,
): ReadonlySignal<PlayerView> {
  const { view } = useRoom();
  const beat = useBeat(everyMs);
  const state = useComputed(() => {
    const { state, seeking, durationS, title } = view.value;
    return [state, seeking, durationS, title].join();
  });
  return useComputed(() => {
    void beat.value;
    void state.value;
    return view.peek();
  });
}
