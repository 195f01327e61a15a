import type { Signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { unreachable } from "@/lib/base/mod.ts";
import { type RoomTools, useRoom } from "../room_context.ts";
import type { Sizing } from "./fullscreen.ts";
import { hotkey, type KeyAct } from "./hotkeys.ts";
import { speedBeside } from "./speeds.ts";
import { setVolume, toggleMuted } from "./volume.ts";

/** What keys act on. */
export interface KeyTargets {
  readonly sizing: Sizing;
  readonly menuOpen: Signal<boolean>;
  /** Shows the controls. */
  readonly wake: () => void;
  /** Gives the keys to the film. */
  readonly toFilm: () => void;
}

/** Keys for the player, wherever on the page nothing else wants them. */
export function useHotkeys(targets: KeyTargets): void {
  const tools = useRoom();
  useEffect(() => {
    /** What has the keys since it was clicked: `:focus-visible` forgets that at the first key. */
    let clicked: Element | null = null;
    const click = ({ detail }: MouseEvent) => {
      // A key clicks too, and counts nothing.
      clicked = detail > 0 ? document.activeElement : null;
    };
    const press = (event: KeyboardEvent) => {
      const { target } = event;
      if (!(target instanceof HTMLElement) || event.defaultPrevented) return;
      // What lies over the page has the keys to itself.
      if (tools.sheet.peek() !== null) return;
      if (event.key === "Tab") clicked = null;
      const isClicked = target === clicked;
      const isMenu = event.shiftKey && event.key === "F10";
      const act = hotkey({
        key: isMenu ? "ContextMenu" : event.key,
        isShortcut: event.ctrlKey || event.altKey || event.metaKey ||
          // Safari ends a composition first and tells it by the key code alone.
          event.isComposing || event.keyCode === 229,
        tag: target.tagName,
        role: target.getAttribute("role"),
        isEditable: target.isContentEditable,
        isClicked,
        isFilm: target === document.body || target.closest(".player") !== null,
      });
      if (act === null) return;
      targets.wake();
      if (!perform(act, tools, targets)) return;
      event.preventDefault();
      // A button acts when the key is let go, whatever became of the press.
      if (isClicked && event.key === " ") target.blur();
    };
    document.addEventListener("click", click, true);
    document.addEventListener("keydown", press);
    return () => {
      document.removeEventListener("click", click, true);
      document.removeEventListener("keydown", press);
    };
  }, []);
}

/** Does it; says whether the key is thereby used up. */
function perform(
  act: KeyAct,
  tools: RoomTools,
  { sizing, menuOpen, toFilm }: KeyTargets,
): boolean {
  const { hands, view } = tools;
  switch (act.act) {
    case "toggle":
      hands.value?.toggle();
      return true;
    case "seekBy":
      hands.value?.seekBy(act.deltaS);
      return true;
    case "seekShare": {
      const { durationS } = view.value;
      if (durationS === null) return false;
      hands.value?.seekTo(durationS * act.share);
      return true;
    }
    case "speedBy":
      hands.value?.setSpeed(speedBeside(view.value.speed, act.steps));
      return true;
    case "menu":
      tools.sheet.value = { name: "menu" };
      return true;
    case "help":
      tools.sheet.value = { name: "keys" };
      return true;
    case "write":
      document.getElementById("message")?.focus();
      return true;
    case "volumeBy": {
      // The element itself: its event, and so the view, comes later than a repeated key.
      const { muted, volume } = tools.video.value ?? view.value;
      setVolume(tools, (muted ? 0 : volume) + act.delta);
      return true;
    }
    case "mute":
      toggleMuted(tools);
      return true;
    case "full":
      sizing.toggleScreen();
      return true;
    case "subtitles":
      tools.prefs.subtitles.value = !tools.prefs.subtitles.value;
      return true;
    case "past":
      // Beside the film all of it can be read.
      if (sizing.size.value === "place") return false;
      tools.past.value = !tools.past.value;
      return true;
    case "subtitlesBy": {
      const desk = tools.desk.value;
      if (desk === null || desk.choice.value === null) return false;
      desk.moveBy(act.deltaS);
      return true;
    }
    case "leave":
      if (menuOpen.value) {
        menuOpen.value = false;
        return true;
      }
      // What was typed stays; whoever means the filled page presses once more.
      if (document.activeElement?.id === "message") {
        toFilm();
        return true;
      }
      return sizing.leave();
    default:
      return unreachable(act);
  }
}
