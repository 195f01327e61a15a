import { type ReadonlySignal, useComputed, useSignal } from "@preact/signals";
import { ROOM, STALL_WORDS } from "@/lib/i18n/mod.ts";
import { useRoom, useSay } from "../room_context.ts";
import { SegmentBar } from "./SegmentBar.tsx";
import { segmentParts } from "./segment.ts";
import { useSegments } from "./use_segments.ts";
import { usePart } from "../use_asked_part.ts";

/** The last stalls and their causes, and the server's last transfers to me. */
export function StallDetails(
  { visible }: { visible: ReadonlySignal<boolean> },
) {
  const t = useSay(STALL_WORDS);
  return (
    <>
      <h3>{t("stalls")}</h3>
      <Stalls />
      <h3>{t("segments")}</h3>
      <Transfers visible={visible} />
    </>
  );
}

/** Most evenings know of none: what draws them comes with the first. */
function Stalls() {
  const { session } = useRoom();
  const t = useSay(STALL_WORDS);
  const room = useSay(ROOM);
  const isMissing = useSignal(false);
  const has = useComputed(() =>
    session.history.value.some(({ what }) => what === "stall")
  );
  const List = usePart({
    isAsked: () => has.value,
    load: () => import("./StallList.tsx").then((part) => part.StallList),
    onMissing: () => isMissing.value = true,
  });
  if (List !== null) return <List />;
  return (
    <p class="muted" role={has.value ? "status" : undefined}>
      {has.value
        ? room(isMissing.value ? "partMissing" : "partLoading")
        : t("noStalls")}
    </p>
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
