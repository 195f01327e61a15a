import { type ReadonlySignal, useSignal } from "@preact/signals";
import { type RefObject } from "preact";
import { useEffect } from "preact/hooks";

/** How long the controls stay after the last sign of a viewer, in ms. */
export const AWAKE_MS = 3000;

/** Whether the controls are shown. */
export interface Awake {
  readonly awake: ReadonlySignal<boolean>;
  /** A viewer moved, typed or touched. */
  wake(): void;
  /** Hides the controls at once. */
  rest(): void;
}

/**
 * Hides the controls when nothing was done for {@linkcode AWAKE_MS}, but never under the keyboard:
 * while a control has the focus for all to see, they stay.
 *
 * @param box what holds the controls
 * @param mayRest whether hiding makes sense: the film plays, no menu is open
 */
export function useAwake(
  box: RefObject<HTMLElement | null>,
  mayRest: ReadonlySignal<boolean>,
): Awake {
  const awake = useSignal(true);
  const wokenMs = useSignal(0);
  const wake = () => {
    wokenMs.value = performance.now();
    awake.value = true;
  };
  const canRest = mayRest.value;
  useEffect(() => {
    if (!canRest) return wake();
    wake();
    const timer = setInterval(() => {
      // The composer lies beside the controls and keeps itself in sight.
      const isHeld =
        box.current?.querySelector(".over :focus-visible") !== null;
      if (isHeld) wokenMs.value = performance.now();
      else if (performance.now() - wokenMs.peek() >= AWAKE_MS) {
        awake.value = false;
      }
    }, 500);
    return () => clearInterval(timer);
  }, [canRest]);
  return { awake, wake, rest: () => awake.value = false };
}
