import type { ReadonlySignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { useRoom } from "../room_context.ts";
import type { Sizing } from "./fullscreen.ts";

/** A second click within this is a double click and undoes the first, in ms. */
const DOUBLE_MS = 220;

/**
 * What pressing the picture does: a mouse plays and pauses, twice it goes fullscreen; a finger
 * shows and hides the controls.
 */
export function usePictureTaps({ awake, wake, rest, sizing }: {
  readonly awake: ReadonlySignal<boolean>;
  readonly wake: () => void;
  readonly rest: () => void;
  readonly sizing: Sizing;
}) {
  const { hands, pilot, view } = useRoom();
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const wasAwake = useRef(true);
  const byFinger = useRef(false);
  useEffect(() => () => clearTimeout(timer.current), []);

  const once = () => {
    if (view.value.blocked) pilot.value?.unblock();
    else hands.value?.toggle();
  };
  return {
    onPointerDown: (event: PointerEvent) => {
      byFinger.current = event.pointerType !== "mouse";
      wasAwake.current = awake.value;
      wake();
    },
    onClick: () => {
      if (byFinger.current) {
        if (view.value.blocked) once();
        else if (wasAwake.current) rest();
        return;
      }
      // Acts are told to the room, so a double click must not pause and play on its way.
      clearTimeout(timer.current);
      timer.current = setTimeout(once, DOUBLE_MS);
    },
    onDblClick: () => {
      clearTimeout(timer.current);
      if (!byFinger.current) sizing.toggleScreen();
    },
  };
}
