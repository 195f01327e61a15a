import { type ReadonlySignal, useComputed, useSignal } from "@preact/signals";
import { STALL_WORDS } from "@/lib/i18n/mod.ts";
import { useSay } from "../room_context.ts";
import type { Charts } from "./Charts.tsx";

/** What came of fetching the charts. */
type Fetched = "loading" | "failed" | { readonly Drawn: typeof Charts };

/** The charts, folded: most evenings nobody opens them, so their code is fetched by the press. */
export function ChartFold({ visible }: { visible: ReadonlySignal<boolean> }) {
  const t = useSay(STALL_WORDS);
  const isOpen = useSignal(false);
  const fetched = useSignal<Fetched>("loading");
  const isSeen = useComputed(() => isOpen.value && visible.value);
  const toggle = (isNowOpen: boolean) => {
    isOpen.value = isNowOpen;
    if (!isNowOpen || typeof fetched.peek() === "object") return;
    import("./Charts.tsx").then(
      ({ Charts }) => fetched.value = { Drawn: Charts },
      // Tried again when it is next opened.
      () => fetched.value = "failed",
    );
  };
  const now = fetched.value;
  return (
    <details
      class="chart-fold"
      onToggle={(event) => toggle(event.currentTarget.open)}
    >
      <summary>{t("charts")}</summary>
      {typeof now === "object"
        ? <now.Drawn visible={isSeen} />
        : (
          <p class="muted">
            {t(now === "failed" ? "notLoaded" : "loading")}
          </p>
        )}
    </details>
  );
}
