import { type ReadonlySignal, useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { useRoom } from "../room_context.ts";
import { usePart } from "../use_asked_part.ts";
import type { Sizing } from "./fullscreen.ts";
import { setVolume } from "./volume.ts";

/** A second click within this is a double click and undoes the first, in ms. */
const DOUBLE_MS = 220;
/** Events of a finger that are kept until somebody understands them. */
const EVENTS_MAX = 64;

/** A finger on the picture, for whoever understands it. */
export interface Touches {
  /** Tells all events from now on, and those that nobody has heard. */
  listen(hear: (event: MouseEvent) => void): void;
  /** What one tap does: shows or hides the controls. */
  tap(): void;
  /** Sets the volume, 0..1, and keeps it. */
  setVolume(volume: number): void;
}

/**
 * What pressing the picture does: a mouse plays and pauses, twice it goes fullscreen; what a finger
 * means is fetched at the first touch of the page.
 */
export function usePictureTaps({ awake, wake, rest, sizing }: {
  readonly awake: ReadonlySignal<boolean>;
  readonly wake: () => void;
  readonly rest: () => void;
  readonly sizing: Sizing;
}) {
  const tools = useRoom();
  const { hands, pilot, view } = tools;
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const wasAwake = useRef(true);
  const byFinger = useRef(false);
  const events = useRef<MouseEvent[]>([]);
  const hear = useRef((event: MouseEvent) => {
    if (events.current.length < EVENTS_MAX) events.current.push(event);
  });
  const touches = useRef<Touches>({
    listen(listener) {
      events.current.splice(0).forEach(listener);
      hear.current = listener;
    },
    tap: () => wasAwake.current ? rest() : wake(),
    setVolume: (volume) => setVolume(tools, volume),
  });
  const touched = useSignal(0);
  const Touch = usePart({
    isAsked: () => touched.value > 0,
    load: () => import("../touch/TouchLayer.tsx").then((it) => it.default),
    onMissing: () => {
      events.current = [];
      touches.current.tap();
    },
  });
  useEffect(() => {
    // With it comes what keeps a field above the keyboard, wherever on the page it is.
    addEventListener("touchstart", () => touched.value++, { once: true });
    return () => clearTimeout(timer.current);
  }, []);

  const once = () => {
    if (view.value.blocked) pilot.value?.unblock();
    else hands.value?.toggle();
  };
  const tell = (event: MouseEvent) => {
    if (Reflect.get(event, "pointerType") !== "mouse") hear.current(event);
  };
  const handlers = {
    onPointerDown: (event: PointerEvent) => {
      byFinger.current = event.pointerType !== "mouse";
      tell(event);
      wasAwake.current = awake.value;
      wake();
      if (byFinger.current) touched.value++;
    },
    onPointerMove: tell,
    onPointerUp: tell,
    onPointerCancel: tell,
    onContextMenu: tell,
    onClick: () => {
      if (byFinger.current) {
        // Sound begins inside the tap alone.
        if (view.value.blocked) once();
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
  return { handlers, Touch, touches: touches.current };
}
