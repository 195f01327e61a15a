import {
  type ReadonlySignal,
  useSignal,
  useSignalEffect,
} from "@preact/signals";
import { useRef } from "preact/hooks";

/**
 * A signal as it is drawn: the first change at once, then no more than one each `everyMs`, the last
 * always included.
 */
export function usePaced<T>(
  source: ReadonlySignal<T>,
  everyMs: number,
): ReadonlySignal<T> {
  const shown = useSignal(source.peek());
  const lastMs = useRef(-Infinity);
  useSignalEffect(() => {
    const value = source.value;
    const show = () => {
      lastMs.current = performance.now();
      shown.value = value;
    };
    const waitMs = lastMs.current + everyMs - performance.now();
    if (waitMs <= 0) return show();
    const timer = setTimeout(show, waitMs);
    return () => clearTimeout(timer);
  });
  return shown;
}
