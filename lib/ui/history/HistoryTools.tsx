import {
  type ReadonlySignal,
  type Signal,
  useSignalEffect,
} from "@preact/signals";
import type { RefObject } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { MESSAGE_WORDS } from "@/lib/i18n/mod.ts";
import { useRoom, useSay } from "../room_context.ts";
import type { HistoryItem } from "./history_items.ts";
import { copyAll } from "./keep_history.ts";

export { burstText } from "./burst_text.ts";
export { historyItems } from "./history_items.ts";
export { copyAll, save } from "./keep_history.ts";

/** What can be done with the line where pointer or keyboard is, and the keys that move there. */
export function LineTools({ list, at, items }: {
  readonly list: RefObject<HTMLElement | null>;
  /** What was last pointed at, or has the focus. */
  readonly at: Signal<Element | null>;
  readonly items: ReadonlySignal<readonly HistoryItem[]>;
}) {
  const tools = useRoom();
  const t = useSay(MESSAGE_WORDS);
  const own = useRef<HTMLButtonElement>(null);
  /** The entry that the button stands beside. */
  const entry = useRef<Element | null>(null);
  useSignalEffect(() => {
    // Whatever is drawn anew may have moved it.
    items.value;
    const to = at.value;
    const button = own.current;
    if (button === null || (to !== null && button.contains(to))) return;
    const found = to?.closest(".msg-line") ?? null;
    if (found !== null) entry.current = found;
    const isGone = entry.current?.isConnected !== true ||
      (found === null && document.activeElement !== button);
    button.hidden = isGone;
    if (isGone || !(entry.current instanceof HTMLElement)) return;
    button.style.top = `${entry.current.offsetTop}px`;
  });
  useEffect(() => {
    const box = list.current;
    if (box === null) return;
    const press = (event: KeyboardEvent) => {
      const buttons = [
        ...box.querySelectorAll<HTMLElement>("button.msg-at"),
      ];
      const from = buttons.findIndex((one) => one === document.activeElement);
      const last = buttons.length - 1;
      const to = {
        ArrowUp: from < 0 ? last : Math.max(0, from - 1),
        ArrowDown: from < 0 ? last : Math.min(last, from + 1),
        Home: 0,
        End: last,
      }[event.key];
      if (to === undefined || event.altKey || event.ctrlKey || event.metaKey) {
        return;
      }
      event.preventDefault();
      buttons[to]?.focus();
    };
    const leave = ({ pointerType }: PointerEvent) => {
      // A finger that is lifted has not gone elsewhere.
      if (pointerType !== "mouse") return;
      const focused = document.activeElement;
      at.value = focused === box ? null : focused;
    };
    box.addEventListener("keydown", press);
    box.addEventListener("pointerleave", leave);
    return () => {
      box.removeEventListener("keydown", press);
      box.removeEventListener("pointerleave", leave);
    };
  }, []);
  const copy = () => {
    const rows = list.current?.querySelectorAll(".msg-line") ?? [];
    const index = [...rows].findIndex((row) => row === entry.current);
    const item = items.peek()[index];
    if (item !== undefined) void copyAll(tools, item);
  };
  return (
    <button
      ref={own}
      type="button"
      class="msg-copy"
      hidden
      aria-label={t("copyLine")}
      title={t("copyLine")}
      onClick={copy}
    >
      <svg
        viewBox="0 0 24 24"
        fill="none"
        stroke="currentColor"
        stroke-width="2"
        stroke-linejoin="round"
        aria-hidden="true"
      >
        <path d="M8 8h12v12H8zM16 8V4H4v12h4" />
      </svg>
    </button>
  );
}
