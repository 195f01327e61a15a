import { type ReadonlySignal, useComputed, useSignal } from "@preact/signals";
import type { ComponentType } from "preact";
import { PLAYER, STALL_WORDS } from "@/lib/i18n/mod.ts";
import { useRoom, useSay } from "../room_context.ts";

type ChartsPart = ComponentType<{ readonly visible: ReadonlySignal<boolean> }>;

/** The charts of the last minutes, folded; what draws them is loaded when they are first opened. */
export function ChartsFold({ visible }: { visible: ReadonlySignal<boolean> }) {
  const { toasts } = useRoom();
  const t = useSay(STALL_WORDS);
  const say = useSay(PLAYER);
  const open = useSignal(false);
  const part = useSignal<{ readonly it: ChartsPart } | null>(null);
  const isSeen = useComputed(() => visible.value && open.value);
  const Charts = part.value?.it;
  return (
    <details
      class="menu-more"
      data-testid="charts"
      onToggle={(event) => {
        open.value = event.currentTarget.open;
        if (!open.value || part.value !== null) return;
        import("./Charts.tsx").then(
          (loaded) => part.value = { it: loaded.Charts },
          () => toasts.add(say("notLoaded")),
        );
      }}
    >
      <summary>{t("charts")}</summary>
      {Charts !== undefined && <Charts visible={isSeen} />}
    </details>
  );
}
