import { VIEWER_WORDS } from "@/lib/i18n/mod.ts";
import type { Row } from "@/lib/protocol/mod.ts";
import { useSay } from "../room_context.ts";

/** Outlines on a 16 px grid. */
const SHAPES: Partial<Record<Row["device"], string>> = {
  desktop: "M1.5 3h13v8h-13zM5 14h6M8 11v3",
  tablet: "M2.5 2h11v12h-11zM7 12h2",
  phone: "M4.5 1.5h7v13h-7zM7 12.5h2",
};

/** At what a viewer sits; nothing where that is not known. */
export function DeviceMark({ device }: { readonly device: Row["device"] }) {
  const t = useSay(VIEWER_WORDS);
  const shape = SHAPES[device];
  if (shape === undefined || device === "other") return null;
  return (
    <span class="vw-device" title={t(device)}>
      <svg
        viewBox="0 0 16 16"
        width="14"
        height="14"
        fill="none"
        stroke="currentColor"
        stroke-width="1.5"
        role="img"
        aria-label={t(device)}
      >
        <path d={shape} />
      </svg>
    </span>
  );
}
