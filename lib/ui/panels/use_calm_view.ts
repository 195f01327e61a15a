import { type ReadonlySignal, useComputed } from "@preact/signals";
import type { PlayerView } from "@/lib/player/mod.ts";
import { useRoom } from "../room_context.ts";
import { useBeat } from "./use_beat.ts";

/** Between two looks at figures that grow and shrink all the time, in ms. */
const EVERY_MS = 1000;

/** The player's view for figures beside the film: once a second, and at once when its state is another. */
export function useCalmView(): ReadonlySignal<PlayerView> {
  const { view } = useRoom();
  const beat = useBeat(EVERY_MS);
  const state = useComputed(() => {
    const { state, durationS, title } = view.value;
    return [state, durationS, title].join();
  });
  return useComputed(() => {
    void beat.value;
    void state.value;
    return view.peek();
  });
}
