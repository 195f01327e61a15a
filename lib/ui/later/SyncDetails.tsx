import { type ReadonlySignal, useComputed, useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { SYNC_WORDS } from "@/lib/i18n/mod.ts";
import { formatMs } from "../panels/amount.ts";
import { gapTo } from "../panels/reading.ts";
import { useMyReading } from "../panels/use_my_reading.ts";
import { useServerNow } from "../panels/use_server_now.ts";
import { useRoom, useSay } from "../room_context.ts";
import { gapWords } from "./gap_words.ts";
import { SoundOffsetField } from "./SoundOffsetField.tsx";
import { CHART_SIZE, type SyncChart, syncChart } from "./sync_chart.ts";

/** Between two drawings, in ms: twice a second reads as moving. */
const DRAW_MS = 500;
/** Viewers and corrections named at most. */
const SHOWN_MAX = 6;

/** How well this viewer follows, and what was done for it. */
export function SyncDetails({ visible }: { visible: ReadonlySignal<boolean> }) {
  const { session, pilot } = useRoom();
  const t = useSay(SYNC_WORDS);
  const nowMs = useSignal(0);
  const chart = useSignal<SyncChart>(syncChart([], 0));
  useEffect(() => {
    const draw = () => {
      if (!visible.peek()) return;
      nowMs.value = performance.now();
      const errors = pilot.peek()?.syncErrors() ?? [];
      chart.value = syncChart(errors, nowMs.peek());
    };
    draw();
    const timer = setInterval(draw, DRAW_MS);
    return () => clearInterval(timer);
  }, [pilot]);
  const clock = session.clock.value;
  // Read at each drawing: what is shown of it need not be newer.
  void nowMs.value;
  const sync = pilot.value?.syncView.peek();
  const ms = (value: number | null | undefined) =>
    value === null || value === undefined
      ? t("unknown")
      : t("ms", { ms: formatMs(value) });
  const facts: readonly (readonly [name: string, value: string])[] = [
    [t("error"), ms(sync?.errorMs)],
    [
      t("uncertainty"),
      clock === null ? t("unknown") : `±${ms(clock.uncertaintyMs)}`,
    ],
    [t("roundTrip"), ms(clock?.roundTripMs)],
    [t("offset"), ms(clock?.offsetMs)],
    [t("pulses"), t("times", { count: sync?.pulses ?? 0 })],
    [t("seeks"), t("times", { count: sync?.seeks ?? 0 })],
  ];
  const stands = sync?.stands ?? 0;
  const acts = (sync?.acts ?? []).slice(-SHOWN_MAX).reverse();
  return (
    <>
      <dl class="fact-list">
        {facts.map(([name, value]) => (
          <div class="fact" key={name}>
            <dt>{name}</dt>
            <dd class="num">{value}</dd>
          </div>
        ))}
      </dl>
      <Chart chart={chart.value} />
      <h3>{t("gaps")}</h3>
      <GapList />
      <h3>{t("corrections")}</h3>
      {acts.length === 0
        ? stands === 0 && <p class="muted">{t("none")}</p>
        : (
          <ul class="sync-acts">
            {acts.map(({ atLocalMs, what, errorMs }, index) => (
              <li key={index}>
                <span class="muted num">
                  {t("ago", {
                    seconds: Math.max(
                      0,
                      Math.round((nowMs.value - atLocalMs) / 1000),
                    ),
                  })}
                </span>
                <span>{t(what)}</span>
                <span class="muted num">
                  {errorMs === null ? "" : ms(errorMs)}
                </span>
              </li>
            ))}
          </ul>
        )}
      {stands > 0 && (
        <p class="muted">
          {t("stood", { count: stands, ms: Math.round(sync?.stoodMs ?? 0) })}
        </p>
      )}
      <SoundOffsetField visible={visible} />
    </>
  );
}

function Chart({ chart }: { chart: SyncChart }) {
  const t = useSay(SYNC_WORDS);
  const { width, height } = CHART_SIZE;
  const { path, scaleMs, medianMs, worstMs } = chart;
  const text = medianMs === null || worstMs === null
    ? t("chartEmpty")
    : t("chartText", {
      median: formatMs(medianMs),
      worst: formatMs(worstMs),
    });
  return (
    <figure class="sync-chart">
      <figcaption>
        {t("chart")}{" "}
        <span class="muted num">{t("scale", { ms: scaleMs })}</span>
      </figcaption>
      <svg
        viewBox={`0 0 ${width} ${height}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={text}
      >
        <path class="sync-zero" d={`M0 ${height / 2}H${width}`} />
        <path class="sync-line" d={path} />
      </svg>
      <p class="muted num">{text}</p>
    </figure>
  );
}

function GapList() {
  const { session } = useRoom();
  const t = useSay(SYNC_WORDS);
  const now = useServerNow();
  const mine = useMyReading(now);
  const gaps = useComputed(() => {
    const me = session.me.value?.id;
    return [...session.rows.value.values()].map((row) => row.value)
      .filter(({ id, online }) => id !== me && online).slice(0, SHOWN_MAX)
      .map((row) => {
        const gap = gapTo(row, mine.value, now.value);
        if (gap === null) return `${row.name} ${t("unknown")}`;
        const { key, ...words } = gapWords(gap);
        return t(key, { name: row.name, ...words });
      });
  });
  return gaps.value.length === 0
    ? <p class="muted">{t("unknown")}</p>
    : (
      <ul class="sync-gaps num">
        {gaps.value.map((text, index) => (
          <li key={index}>
            <bdi>{text}</bdi>
          </li>
        ))}
      </ul>
    );
}
