import {
  type ReadonlySignal,
  useComputed,
  useSignal,
  useSignalEffect,
} from "@preact/signals";
import { bytesOf } from "@/lib/diagnose/mod.ts";
import { PROBLEMS, STALL_WORDS } from "@/lib/i18n/mod.ts";
import type { FlowView, SegmentTime } from "@/lib/player/mod.ts";
import { formatSpeed } from "../panels/mod.ts";
import { useRoom, useSay } from "../room_context.ts";
import { areaPath, levelPath, linePath, runsOf } from "./chart_path.ts";

/** Time between two looks, in ms. */
const LOOK_MS = 1000;
/** Pieces of film drawn. */
const PIECES_MAX = 40;
/** The drawing's own units. */
const WIDTH = 300;
const HEIGHT = 48;

/** Buffer, rate and pieces of the last minutes, for this viewer; with the figures in words. */
export function Charts({ visible }: { visible: ReadonlySignal<boolean> }) {
  const { pilot, view } = useRoom();
  const t = useSay(STALL_WORDS);
  const problem = useSay(PROBLEMS);
  const failed = useComputed(() => view.value.problem?.code ?? null);
  const shown = useSignal<
    { readonly flow: FlowView; readonly pieces: readonly SegmentTime[] } | null
  >(null);
  useSignalEffect(() => {
    const player = pilot.value;
    if (player === null || !visible.value) return;
    const look = () => {
      const pieces = player.segments.recent().slice(-PIECES_MAX);
      shown.value = { flow: player.flow(), pieces };
    };
    look();
    const timer = setInterval(look, LOOK_MS);
    return () => clearInterval(timer);
  });
  // What was measured before is no news of a film that has failed.
  if (failed.value !== null) {
    return <p class="muted" role="status">{problem(failed.value)}</p>;
  }
  const now = shown.value;
  if (now === null || now.flow.samples.length < 2) {
    return <p class="muted">{t("chartsSoon")}</p>;
  }
  const { flow: { samples, needBps }, pieces } = now;
  const rates = samples.map((sample) => {
    const bytes = bytesOf(sample);
    return bytes === null
      ? sample.downloadBps ?? 0
      : bytes * 1000 / Math.max(1, sample.spanMs);
  });
  const buffers = samples.map(({ bufferedS }) => bufferedS);
  const films = samples.map(({ film }) => film);
  const times = pieces.map((piece) => piece.endMs - piece.requestedMs);
  const last = <T,>(list: readonly T[], none: T): T => list.at(-1) ?? none;
  return (
    <>
      <Chart
        name={t("chartBuffer")}
        now={t("seconds", { seconds: last(buffers, 0).toFixed(1) })}
        least={t("seconds", { seconds: Math.min(...buffers).toFixed(1) })}
        most={t("seconds", { seconds: Math.max(...buffers).toFixed(1) })}
        values={buffers}
        of={films}
      />
      <Chart
        name={t("chartRate")}
        now={formatSpeed(last(rates, 0))}
        least={formatSpeed(Math.min(...rates))}
        most={formatSpeed(Math.max(...rates))}
        values={rates}
        of={films}
        mark={needBps}
        markName={needBps === null
          ? ""
          : t("chartNeed", { need: formatSpeed(needBps) })}
      />
      {times.length > 1 && (
        <Chart
          name={t("chartPieces")}
          now={`${Math.round(last(times, 0))} ms`}
          least={`${Math.round(Math.min(...times))} ms`}
          most={`${Math.round(Math.max(...times))} ms`}
          values={times}
        />
      )}
    </>
  );
}

function Chart(
  { name, now, least, most, values, of, mark = null, markName = "" }: {
    name: string;
    now: string;
    least: string;
    most: string;
    values: readonly number[];
    /** Which film each is of. */
    of?: readonly number[];
    /** A level to compare with: what the film takes that is watched now. */
    mark?: number | null;
    markName?: string;
  },
) {
  const t = useSay(STALL_WORDS);
  const top = Math.max(...values, mark ?? 0, 1e-9);
  const box = { width: WIDTH, height: HEIGHT, top };
  const runs = runsOf(values, of);
  const size = { count: values.length, ...box };
  const words = t("chartWords", { least, most });
  return (
    <figure class="chart">
      <figcaption>
        <span>{name}</span>
        <b class="num">{now}</b>
        <span class="muted num">{words}</span>
        {markName !== "" && <span class="chart-mark num">{markName}</span>}
      </figcaption>
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={`${name}: ${now}; ${words} ${markName}`}
      >
        <path
          class="chart-area"
          d={runs.map((run) => areaPath(run, size)).join("")}
        />
        <path
          class="chart-line"
          d={runs.map((run) => linePath(run, size)).join("")}
        />
        {mark !== null && (
          <path
            class="chart-level"
            d={levelPath(runs.at(-1) ?? [], { ...size, value: mark })}
          />
        )}
      </svg>
    </figure>
  );
}
