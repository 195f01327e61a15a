import { useSignal, useSignalEffect } from "@preact/signals";
import { useRef } from "preact/hooks";
import { SYNC_WORDS } from "@/lib/i18n/mod.ts";
import { useSay } from "@/lib/ui/mod.ts";
import { useVisible } from "@/lib/ui/later/mod.ts";
import type { SyncDetails } from "@/lib/ui/later/SyncDetails.tsx";

/** What came of fetching the panel's contents. */
type Fetched =
  | { readonly state: "loading" | "failed" }
  | { readonly state: "ready"; readonly Details: typeof SyncDetails };

/** The sync panel; what it shows is fetched and polled only while somebody looks at it. */
export default function Sync() {
  const t = useSay(SYNC_WORDS);
  const root = useRef<HTMLDivElement>(null);
  const visible = useVisible(root);
  const fetched = useSignal<Fetched>({ state: "loading" });
  useSignalEffect(() => {
    if (!visible.value || fetched.peek().state === "ready") return;
    import("@/lib/ui/later/SyncDetails.tsx").then(
      ({ SyncDetails }) =>
        fetched.value = { state: "ready", Details: SyncDetails },
      // Tried again when the panel is next seen.
      () => fetched.value = { state: "failed" },
    );
  });
  const now = fetched.value;
  return (
    <div ref={root} class="stalls sync-panel" data-testid="sync">
      {now.state === "ready"
        ? <now.Details visible={visible} />
        : (
          <p class="empty">
            {t(now.state === "failed" ? "notLoaded" : "loading")}
          </p>
        )}
    </div>
  );
}
