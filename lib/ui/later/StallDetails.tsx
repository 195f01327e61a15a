import { type ReadonlySignal, useComputed } from "@preact/signals";
import { STALL_WORDS } from "@/lib/i18n/mod.ts";
import { useRoom, useSay } from "../room_context.ts";
import { SegmentBar } from "./SegmentBar.tsx";
import { segmentParts } from "./segment.ts";
import { useSegments } from "./use_segments.ts";
import { stallsOf } from "./stall_list.ts";
import { StallEntry } from "./StallEntry.tsx";

/** The last stalls and their causes, and the server's last transfers to me. */
export function StallDetails(
  { visible }: { visible: ReadonlySignal<boolean> },
) {
  const t = useSay(STALL_WORDS);
  return (
    <>
      <h3>{t("stalls")}</h3>
      <StallList />
      <h3>{t("segments")}</h3>
      <Transfers visible={visible} />
    </>
  );
}

function StallList() {
  const { session } = useRoom();
  const t = useSay(STALL_WORDS);
  const stalls = useComputed(() => stallsOf(session.history.value));
  if (stalls.value.length === 0) return <p class="muted">{t("noStalls")}</p>;
  return (
    <ul class="stall-list">
      {stalls.value.map((shown) => (
        <StallEntry key={shown.line.number} shown={shown} />
      ))}
    </ul>
  );
}

function Transfers({ visible }: { visible: ReadonlySignal<boolean> }) {
  const { session } = useRoom();
  const t = useSay(STALL_WORDS);
  const known = useSegments(visible).value;
  if (known.state === "loading") return <p class="muted">{t("loading")}</p>;
  if (known.state === "failed") {
    return <p class="muted">{t("failed", { reason: known.reason })}</p>;
  }
  if (known.segments.length === 0) {
    return <p class="muted">{t("noSegments")}</p>;
  }
  const nowMs = session.serverNowMs();
  const drawn = known.segments.map((segment) => ({
    segment,
    parts: segmentParts(segment, nowMs),
  }));
  const longestMs = Math.max(...drawn.map(({ parts }) => parts.totalMs));
  return (
    <>
      <p class="muted stall-help">{t("help")}</p>
      <ul class="seg-list">
        {drawn.map(({ segment, parts }) => (
          <SegmentBar
            key={segment.id}
            segment={segment}
            parts={parts}
            longestMs={longestMs}
          />
        ))}
      </ul>
    </>
  );
}
