import { type Signal, useSignal } from "@preact/signals";
import type { ComponentType } from "preact";
import { useRef } from "preact/hooks";
import { PLAYER } from "@/lib/i18n/mod.ts";
import { useRoom, useSay } from "../room_context.ts";
import { Tool } from "./PlayerBar.tsx";

/** A button, and the menu that it loads and opens. */
export function Menu(
  { open, load }: {
    readonly open: Signal<boolean>;
    /** Brings what is in the menu. */
    readonly load: () => Promise<{ readonly default: ComponentType }>;
  },
) {
  const { toasts } = useRoom();
  const t = useSay(PLAYER);
  const box = useRef<HTMLDivElement>(null);
  const Content = useSignal<{ readonly it: ComponentType } | null>(null);
  const toggle = () => {
    open.value = !open.value;
    if (Content.value !== null) return;
    load().then((part) => Content.value = { it: part.default }, () => {
      open.value = false;
      toasts.add(t("notLoaded"));
    });
  };
  const Inside = Content.value?.it;
  return (
    <div
      ref={box}
      class="settings"
      data-testid="settings"
      onKeyDown={(event) => {
        if (event.key !== "Escape" || !open.value) return;
        event.preventDefault();
        open.value = false;
        box.current?.querySelector("button")?.focus();
      }}
    >
      <Tool
        icon="settings"
        label={t("settings")}
        expanded={open.value}
        onClick={toggle}
      />
      {open.value && Inside !== undefined && (
        <>
          <div class="veil" onClick={() => open.value = false} />
          <div class="menu" role="group" aria-label={t("settings")}>
            <Inside />
          </div>
        </>
      )}
    </div>
  );
}
