import { STALL_WORDS } from "@/lib/i18n/mod.ts";
import { useSay } from "../room_context.ts";
import { formatSize, formatSpeed } from "../panels/mod.ts";
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
  const share = (ms: number) => ({
    width: `${longestMs > 0 ? ms / longestMs * 100 : 0}%`,
  });
  const { diskMs, waitMs, paceMs, restMs, totalMs, bytesPerS } = parts;
  return (
    <li class="seg">
      <span class="seg-head num">
        <span>{formatSize(segment.bytes)}</span>
        <span>{spanText(totalMs)}</span>
        <span>{bytesPerS !== null && formatSpeed(bytesPerS)}</span>
        {segment.endedMs === null && <span>{t("running")}</span>}
        {segment.aborted && <span>{t("aborted")}</span>}
      </span>
      <span class="seg-bar" aria-hidden="true">
        <span class="seg-disk" style={share(diskMs)} />
        <span class="seg-wait" style={share(waitMs)} />
        <span class="seg-pace" style={share(paceMs)} />
        <span class="seg-rest" style={share(restMs)} />
      </span>
      <span class="seg-parts muted num">
        {t("partsOfStall", {
          disk: spanText(diskMs),
          wait: spanText(waitMs),
          pace: spanText(paceMs),
          rest: spanText(restMs),
        })}
      </span>
    </li>
  );
}

// Milliseconds up to ten seconds: what is compared here is mostly far below one.
function spanText(ms: number): string {
  return ms < 10_000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`;
}
