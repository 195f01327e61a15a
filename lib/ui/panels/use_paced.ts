import { type ReadonlySignal, useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { type Drawing, type Paces, startPacing } from "./pacing.ts";

/** A signal as it is drawn, at the paces of `startPacing()`. */
export function usePaced<T>(
  source: ReadonlySignal<T>,
  paces: Paces,
): Drawing<T> {
  const shown = useSignal(source.peek());
  const isStorm = useSignal(false);
  useEffect(() =>
    startPacing(source, { shown, isStorm }, {
      ...paces,
      nowMs: () => performance.now(),
      after: (delayMs, act) => {
        const timer = setTimeout(act, delayMs);
        return () => clearTimeout(timer);
      },
    }), []);
  return { shown, isStorm };
}
