import type { Signal } from "@preact/signals";
import type { ComponentType } from "preact";
import { useRef } from "preact/hooks";
import { PLAYER } from "@/lib/i18n/mod.ts";
import { useSay } from "../room_context.ts";
import { useAskedPart } from "../use_asked_part.ts";
import { Tool } from "./PlayerBar.tsx";

/** A button, and the menu that it loads and opens. */
export function Menu(
  { open, load }: {
    readonly open: Signal<boolean>;
    /** Brings what is in the menu. */
    readonly load: () => Promise<{ readonly default: ComponentType }>;
  },
) {
  const t = useSay(PLAYER);
  const box = useRef<HTMLDivElement>(null);
  const Inside = useAskedPart({
    isAsked: () => open.value,
    load: () => load().then((part) => part.default),
    giveUp: () => open.value = false,
  });
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
        onClick={() => open.value = !open.value}
      />
      {open.value && Inside !== null && (
        <>
          <div class="veil" onClick={() => open.value = false} />
          <div
            class="menu"
            role="group"
            aria-label={t("settings")}
          >
            <Inside />
          </div>
        </>
      )}
    </div>
  );
}
