import { useRef } from "preact/hooks";
import { STALL_WORDS } from "@/lib/i18n/mod.ts";
import { PartFold, SeenPart, useVisible } from "@/lib/ui/later/mod.ts";
import { useSay } from "@/lib/ui/mod.ts";

/** The stall panel; what it shows is fetched and polled only while somebody looks at it. */
export default function Stalls() {
  const t = useSay(STALL_WORDS);
  const root = useRef<HTMLDivElement>(null);
  const visible = useVisible(root);
  return (
    <div ref={root} class="stalls" data-testid="stalls">
      <SeenPart visible={visible} load={loadDetails} />
      <PartFold
        title={t("charts")}
        kind="chart-fold"
        visible={visible}
        load={loadCharts}
      />
    </div>
  );
}

const loadDetails = () =>
  import("@/lib/ui/later/StallDetails.tsx").then((part) => part.StallDetails);
const loadCharts = () =>
  import("@/lib/ui/later/Charts.tsx").then((part) => part.Charts);
