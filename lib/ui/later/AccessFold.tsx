import { useSignal } from "@preact/signals";
import { ACCESS_WORDS } from "@/lib/i18n/mod.ts";
import { useSay } from "../room_context.ts";
import type { AccessPanel } from "./access/AccessPanel.tsx";

/** What came of fetching the panel. */
type Fetched = "loading" | "failed" | { readonly Drawn: typeof AccessPanel };

/** Whose room it is and who may do what, folded: its code is fetched by the press. */
export function AccessFold() {
  const t = useSay(ACCESS_WORDS);
  const fetched = useSignal<Fetched>("loading");
  const toggle = (isOpen: boolean) => {
    if (!isOpen || typeof fetched.peek() === "object") return;
    import("./access/AccessPanel.tsx").then(
      ({ AccessPanel }) => fetched.value = { Drawn: AccessPanel },
      // Tried again when it is next opened.
      () => fetched.value = "failed",
    );
  };
  const now = fetched.value;
  return (
    <details
      class="acc-fold"
      data-testid="access"
      onToggle={(event) => toggle(event.currentTarget.open)}
    >
      <summary>{t("title")}</summary>
      {typeof now === "object" ? <now.Drawn /> : (
        <p class="muted" role="status">
          {t(now === "failed" ? "notLoaded" : "loading")}
        </p>
      )}
    </details>
  );
}
