import { type ReadonlySignal, useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { RefObject } from "preact";
import { unreachable } from "@/lib/base/mod.ts";
import type { Sizing } from "../player/fullscreen.ts";
import type { Touches } from "../player/use_picture_taps.ts";
import { useRoom } from "../room_context.ts";
import { dragTo, isBack } from "./drag_to.ts";
import {
  feelTouch,
  NO_TOUCH,
  type TouchAct,
  type TouchFact,
} from "./gesture.ts";

/** How far one tap of a chain jumps, in s: as the buttons. */
const JUMP_S = 10;
/** How long a mark stays after the finger, in ms. */
const MARK_MS = 700;

/** What a finger is doing, for all to see. */
export type TouchMark =
  | { readonly kind: "jump"; readonly byS: number }
  | { readonly kind: "seek"; readonly fromS: number; readonly toS: number }
  | { readonly kind: "volume"; readonly volume: number }
  | { readonly kind: "play" | "pause" };

/** A mark, and whether it is still being made. */
export interface ShownMark {
  readonly mark: TouchMark;
  readonly isOver: boolean;
}

/**
 * Does what a finger means over the picture.
 *
 * @param box the picture
 * @returns what to show of it; null for nothing
 */
export function useTouch(
  { box, touches, sizing }: {
    readonly box: RefObject<HTMLElement | null>;
    readonly touches: Touches;
    readonly sizing: Sizing;
  },
): ReadonlySignal<ShownMark | null> {
  const tools = useRoom();
  const shown = useSignal<ShownMark | null>(null);
  const memory = useRef(NO_TOUCH);
  useEffect(() => {
    const canVolume = canSetVolume();
    let timer: ReturnType<typeof setTimeout> | undefined;
    let leaving: ReturnType<typeof setTimeout> | undefined;
    /** Where the film or the volume was when the finger began to move. */
    let from: number | null = null;

    const show = (mark: TouchMark, isOver: boolean) => {
      clearTimeout(leaving);
      shown.value = { mark, isOver };
      if (isOver) leaving = setTimeout(() => shown.value = null, MARK_MS);
    };
    const aim = (share: number): TouchMark | null => {
      const { positionS, durationS } = tools.view.peek();
      if (durationS === null) return null;
      from ??= positionS;
      const toS = dragTo({ fromS: from, durationS, share });
      return { kind: "seek", fromS: from, toS };
    };
    const act = (what: TouchAct): void => {
      const hands = tools.hands.peek();
      switch (what.act) {
        case "tap":
          // Where the browser wants a tap, the click itself was it.
          if (!tools.view.peek().blocked) touches.tap();
          return;
        case "toggle": {
          const { state } = tools.view.peek();
          const isOn = state === "playing" || state === "waiting";
          hands?.toggle();
          return show({ kind: isOn ? "pause" : "play" }, true);
        }
        case "jump":
          hands?.seekBy(what.side * JUMP_S);
          return show({
            kind: "jump",
            byS: what.side * what.times * JUMP_S,
          }, true);
        case "aim": {
          const mark = aim(what.share);
          return mark === null ? undefined : show(mark, false);
        }
        case "land": {
          const mark = aim(what.share);
          from = null;
          if (mark?.kind !== "seek" || isBack(mark.fromS, mark.toS)) {
            shown.value = null;
            return;
          }
          hands?.seekTo(mark.toS);
          return show(mark, true);
        }
        case "volume": {
          const { volume, muted } = tools.view.peek();
          from ??= muted ? 0 : volume;
          touches.setVolume(from + what.share);
          return show(
            { kind: "volume", volume: tools.prefs.volume.peek() },
            false,
          );
        }
        case "drop": {
          from = null;
          const last = shown.peek();
          if (last?.mark.kind === "volume") return show(last.mark, true);
          shown.value = null;
          return;
        }
        default:
          return unreachable(what);
      }
    };
    const hear = (fact: TouchFact): void => {
      const picture = box.current;
      if (picture === null) return;
      const isFull = sizing.size.peek() !== "place";
      const { durationS } = tools.view.peek();
      const next = feelTouch(memory.current, fact, {
        widthPx: picture.clientWidth,
        heightPx: picture.clientHeight,
        maySeek: durationS !== null && durationS > 0,
        // Beside the page a finger that moves up scrolls.
        mayVolume: isFull && canVolume,
      });
      memory.current = next.memory;
      for (const what of next.acts) act(what);
      clearTimeout(timer);
      if (next.untilMs === null) return;
      timer = setTimeout(
        () => hear({ type: "time", atMs: performance.now() }),
        Math.max(0, next.untilMs - performance.now()) + 1,
      );
    };
    touches.listen((event) => {
      const picture = box.current?.getBoundingClientRect();
      if (picture !== undefined) hear(factOf(event, picture));
    });
    return () => {
      clearTimeout(timer);
      clearTimeout(leaving);
    };
  }, []);
  return shown;
}

/** What an event of a finger tells; events and `performance.now()` go by one clock. */
function factOf(
  event: MouseEvent,
  { left, top }: { readonly left: number; readonly top: number },
): TouchFact {
  const atMs = event.timeStamp;
  const type = TYPES[event.type];
  return event instanceof PointerEvent && type !== undefined
    ? {
      type,
      finger: event.pointerId,
      isFirst: event.isPrimary,
      x: event.clientX - left,
      y: event.clientY - top,
      atMs,
    }
    // Taken by the browser, or by a menu.
    : { type: "cancel", atMs };
}

const TYPES: Readonly<Record<string, "down" | "move" | "up" | undefined>> = {
  pointerdown: "down",
  pointermove: "move",
  pointerup: "up",
};

// On an iPhone the keys at its side are the volume, and the element ignores what is set.
function canSetVolume(): boolean {
  const probe = document.createElement("video");
  probe.volume = 0.5;
  return probe.volume === 0.5;
}
