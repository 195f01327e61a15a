import { useComputed } from "@preact/signals";
import { PLAYER } from "@/lib/i18n/mod.ts";
import { formatSpeed } from "../panels/amount.ts";
import { useCalmView } from "../panels/use_calm_view.ts";
import { useRoom, useSay } from "../room_context.ts";

/** How fast the film comes in, and how much of it lies ahead. */
export function Net() {
  const { prefs } = useRoom();
  const view = useCalmView();
  const t = useSay(PLAYER);
  const speed = useComputed(() => {
    const { downloadBps } = view.value;
    return downloadBps === null ? "– KB/s" : formatSpeed(downloadBps);
  });
  const buffered = useComputed(() =>
    t("buffered", { n: view.value.bufferedS.toFixed(1) })
  );
  if (!prefs.net.value) return null;
  return (
    <div class="net num" role="group" data-testid="net" aria-label={t("net")}>
      <span>{speed}</span>
      <span class="net-dot">·</span>
      <span>{buffered}</span>
    </div>
  );
}
