import { STALL_WORDS } from "@/lib/i18n/mod.ts";
import { useSay } from "../room_context.ts";
import { formatSize, formatSpeed } from "../panels/mod.ts";
import { TimeParts } from "./TimeParts.tsx";
import type { SegmentParts, ShownSegment } from "./segment.ts";

/** One transfer: what it carried, and a bar of where its time went, told in words below it. */
export function SegmentBar(
  { segment, parts, longestMs }: {
    segment: ShownSegment;
    parts: SegmentParts;
    /** The longest transfer shown, in ms: it fills the width. */
    longestMs: number;
  },
) {
  const t = useSay(STALL_WORDS);
  const { totalMs, bytesPerS } = parts;
  return (
    <li class="seg">
      <span class="seg-head num">
        <span>{formatSize(segment.bytes)}</span>
        <span>{spanText(totalMs)}</span>
        <span>{bytesPerS !== null && formatSpeed(bytesPerS)}</span>
        {segment.endedMs === null && <span>{t("running")}</span>}
        {segment.aborted && <span>{t("aborted")}</span>}
      </span>
      <TimeParts spent={parts} fullMs={longestMs} spanText={spanText} />
    </li>
  );
}

// Milliseconds up to ten seconds: what is compared here is mostly far below one.
function spanText(ms: number): string {
  return ms < 10_000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`;
}
