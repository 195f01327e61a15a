import { useRef } from "preact/hooks";
import { SeenPart, useVisible } from "@/lib/ui/later/mod.ts";

/** The sync panel; what it shows is fetched and polled only while somebody looks at it. */
export default function Sync() {
  const root = useRef<HTMLDivElement>(null);
  return (
    <div ref={root} class="stalls sync-panel" data-testid="sync">
      <SeenPart visible={useVisible(root)} load={loadDetails} />
    </div>
  );
}

const loadDetails = () =>
  import("@/lib/ui/later/SyncDetails.tsx").then((part) => part.SyncDetails);
