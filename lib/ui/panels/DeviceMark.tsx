import { VIEWER_WORDS } from "@/lib/i18n/mod.ts";
import type { Row } from "@/lib/protocol/mod.ts";
import { useSay } from "../room_context.ts";

/** Outlines on a 16 px grid. */
const SHAPES: Partial<Record<Row["device"], string>> = {
  desktop: "M1.5 3h13v8h-13zM5 14h6M8 11v3",
  tablet:
    "M4 1.5h8a1.5 1.5 0 0 1 1.5 1.5v10a1.5 1.5 0 0 1-1.5 1.5h-8a1.5 1.5 0 0 1-1.5-1.5V3a1.5 1.5 0 0 1 1.5-1.5zM6.5 12h3",
  // Round corners, an ear piece: a narrow box alone reads as a letter that no font has.
  phone:
    "M5.5 1h5a1.5 1.5 0 0 1 1.5 1.5v11a1.5 1.5 0 0 1-1.5 1.5h-5a1.5 1.5 0 0 1-1.5-1.5v-11a1.5 1.5 0 0 1 1.5-1.5zM7 3.5h2M7.5 12.5h1",
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
        width="16"
        height="16"
        fill="none"
        stroke="currentColor"
        stroke-width="1.5"
        stroke-linecap="round"
        stroke-linejoin="round"
        role="img"
        aria-label={t(device)}
      >
        <path d={shape} />
      </svg>
    </span>
  );
}
