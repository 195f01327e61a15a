import { type ReadonlySignal, useComputed } from "@preact/signals";
import { STALL_WORDS } from "@/lib/i18n/mod.ts";
import { useRoom, useSay } from "../room_context.ts";
import { msText } from "./ms_text.ts";
import { ChartFold } from "./ChartFold.tsx";
import { SeekList } from "./SeekList.tsx";
import { SegmentBar } from "./SegmentBar.tsx";
import { segmentParts } from "./segment.ts";
import { useSegments } from "./use_segments.ts";
import { stallsOf } from "./stall_list.ts";
import { StallEntry } from "./StallEntry.tsx";

/** The last stalls and their causes, the server's last transfers to me, and the clock. */
export function StallDetails(
  { visible }: { visible: ReadonlySignal<boolean> },
) {
  const t = useSay(STALL_WORDS);
  return (
    <>
      <h3>{t("stalls")}</h3>
      <StallList />
      <ChartFold visible={visible} />
      <h3>{t("segments")}</h3>
      <Transfers visible={visible} />
      <h3>{t("sync")}</h3>
      <SyncFigures />
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

function SyncFigures() {
  const { session, pilot } = useRoom();
  const t = useSay(STALL_WORDS);
  const sync = useComputed(() => pilot.value?.syncView.value);
  const figure = (ms: number | null | undefined) =>
    ms === null || ms === undefined ? t("unknown") : msText(ms);
  const offset = useComputed(() => figure(session.clock.value?.offsetMs));
  const trip = useComputed(() => figure(session.clock.value?.roundTripMs));
  const band = useComputed(() => figure(session.clock.value?.uncertaintyMs));
  const off = useComputed(() => figure(sync.value?.errorMs));
  const pulses = useComputed(() => String(sync.value?.pulses ?? 0));
  const seeks = useComputed(() => String(sync.value?.seeks ?? 0));
  return (
    <>
      <dl class="fact-list">
        <Figure name={t("off")} value={off} />
        <Figure name={t("pulses")} value={pulses} />
        <Figure name={t("seeks")} value={seeks} />
        <Figure name={t("roundTrip")} value={trip} />
        <Figure name={t("uncertainty")} value={band} />
        <Figure name={t("offset")} value={offset} />
      </dl>
      <SeekList />
    </>
  );
}

function Figure(
  { name, value }: { name: string; value: ReadonlySignal<string> },
) {
  return (
    <div class="fact">
      <dt>{name}</dt>
      <dd class="num">{value}</dd>
    </div>
  );
}
