import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { clamp, formatClock } from "@/lib/base/mod.ts";
import { SHEET_WORDS } from "@/lib/i18n/mod.ts";
import { copyText } from "../later/copy_text.ts";
import { useShots } from "../player/use_shots.ts";
import { useRoom, useSay } from "../room_context.ts";
import type { AskedSheet } from "./asked_sheet.ts";
import { inviteLinks } from "./invite_links.ts";
import { useModal } from "./Sheet.tsx";
import { useAddresses } from "./use_addresses.ts";

/** Room that the menu keeps to the window's edges, and to the notch, in px. */
const EDGE_PX = 8;

/** What can be done with the picture and the room, where the picture was pressed. */
export function PictureMenu({ at }: Pick<AskedSheet, "at">) {
  const { sheet, session, view, toasts } = useRoom();
  const t = useSay(SHEET_WORDS);
  const { box, close, beside } = useModal("menu");
  const list = useRef<HTMLUListElement>(null);
  const addresses = useAddresses();
  const shots = useShots();
  // The second at which it was opened: the film goes on meanwhile.
  const atS = useSignal(view.peek().positionS).value;
  useEffect(() => {
    const dialog = box.current;
    if (dialog === null || at === undefined) return;
    const { width, height } = dialog.getBoundingClientRect();
    const style = getComputedStyle(dialog);
    const edge = (side: "top" | "right" | "bottom" | "left") =>
      EDGE_PX + (parseFloat(style.getPropertyValue(`--safe-${side}`)) || 0);
    const fit = (from: number, least: number, most: number) =>
      `${clamp(from, least, Math.max(least, most))}px`;
    dialog.style.left = fit(
      at.x,
      edge("left"),
      innerWidth - width - edge("right"),
    );
    dialog.style.top = fit(
      at.y,
      edge("top"),
      innerHeight - height - edge("bottom"),
    );
  }, []);

  const copy = async (fromS: number | null) => {
    const [link] = inviteLinks(addresses.value, {
      here: location.href,
      room: session.room,
      atS: fromS,
    });
    if (link !== undefined && await copyText(link.href)) {
      sheet.value = null;
      toasts.add(t("copied"));
      return;
    }
    // There it can be copied by hand.
    sheet.value = { name: "invite", ...(fromS === null ? {} : { atS: fromS }) };
  };
  const items: readonly (readonly [word: string, act: () => void])[] = [
    [t("copyLink"), () => copy(null)],
    [t("copyLinkAt", { at: formatClock(atS) }), () => copy(atS)],
    [t("inviteMore"), () => sheet.value = { name: "invite" }],
    ...shots.map(([word, act]) =>
      [word, () => {
        sheet.value = null;
        act();
      }] as const
    ),
    [t("figures"), () => sheet.value = { name: "figures" }],
    [t("keys"), () => sheet.value = { name: "keys" }],
    [t("about"), () => sheet.value = { name: "about" }],
  ];
  const move = (event: KeyboardEvent) => {
    const all = [
      ...list.current?.querySelectorAll<HTMLElement>("button") ?? [],
    ];
    const now = all.findIndex((one) => one === document.activeElement);
    const next = nextItem(event.key, { now, count: all.length });
    if (next === null) return;
    event.preventDefault();
    all[next]?.focus();
  };
  return (
    <dialog
      ref={box}
      class={at === undefined ? "sheet pop" : "sheet pop placed"}
      aria-label={t("menu")}
      onClose={close}
      {...beside}
    >
      <ul ref={list} role="menu" aria-label={t("menu")} onKeyDown={move}>
        {items.map(([word, act], index) => (
          <li key={word} role="none">
            <button
              type="button"
              role="menuitem"
              tabIndex={index === 0 ? 0 : -1}
              onClick={act}
            >
              {word}
            </button>
          </li>
        ))}
      </ul>
    </dialog>
  );
}

/** Where a key leads in a menu, round its ends; null where it is none of a menu's. */
export function nextItem(
  key: string,
  { now, count }: { readonly now: number; readonly count: number },
): number | null {
  switch (key) {
    case "ArrowDown":
      return (now + 1) % count;
    case "ArrowUp":
      return (now - 1 + count) % count;
    case "Home":
      return 0;
    case "End":
      return count - 1;
    default:
      return null;
  }
}
