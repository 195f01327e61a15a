import { effect } from "@preact/signals";
import { useEffect } from "preact/hooks";

/**
 * An effect of a component that runs when what it reads has become another value. `useSignalEffect`
 * asks the browser for a frame whenever anything is written on which that value may hang, such as the
 * player's view four times a second, and finds out in the frame that nothing changed; each frame costs
 * a pass through the whole page. It runs at once, not with the next frame, and keeps the first
 * closure that it was given.
 */
export function useSteadyEffect(act: () => void | (() => void)): void {
  useEffect(() => effect(act), []);
}
