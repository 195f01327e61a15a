import { type ReadonlySignal, useComputed } from "@preact/signals";
import { useRef } from "preact/hooks";
import { formatHms } from "@/lib/base/mod.ts";
import { INFO_WORDS } from "@/lib/i18n/mod.ts";
import { useRoom, useSay } from "@/lib/ui/mod.ts";
import {
  joinFacts,
  type ShownCodec,
  useFilmDetails,
  useVisible,
} from "@/lib/ui/later/mod.ts";
import { averageKBps, formatSize, formatSpeed } from "@/lib/ui/panels/mod.ts";

/** Stands for what is not known yet. */
const UNKNOWN = "⏳";

/** Facts about the film that I watch. */
export default function Info() {
  const { view } = useRoom();
  const t = useSay(INFO_WORDS);
  const root = useRef<HTMLDListElement>(null);
  const details = useFilmDetails(useVisible(root));
  const facts = useComputed(() => joinFacts(view.value, details.value));
  const duration = useComputed(() => told(facts.value.durationS, formatHms));
  const size = useComputed(() => told(facts.value.bytes, formatSize));
  const average = useComputed(() =>
    told(averageKBps(facts.value), (speed) => `${speed} KB/s`)
  );
  const resolution = useComputed(() => facts.value.resolution ?? UNKNOWN);
  const buffered = useComputed(() =>
    t("seconds", { seconds: view.value.bufferedS.toFixed(1) })
  );
  const lastSpeed = useComputed(() =>
    told(view.value.downloadBps, formatSpeed)
  );
  const codec = (shown: ShownCodec | "none" | null, none: string) => {
    if (shown === null) return UNKNOWN;
    if (shown === "none") return none;
    return shown.isPlayable
      ? shown.name
      : t("unsupported", { codec: shown.name });
  };
  const codecs = useComputed(() => {
    const { video, audio } = facts.value;
    if (video === null && audio === null) return UNKNOWN;
    return `${codec(video, t("noVideo"))} + ${codec(audio, t("noAudio"))}`;
  });
  return (
    <div class="info">
      <dl ref={root} class="fact-list" data-testid="info">
        <Fact name={t("duration")} value={duration} />
        <Fact name={t("size")} value={size} />
        <Fact name={t("average")} value={average} />
        <Fact name={t("resolution")} value={resolution} />
        <Fact name={t("codecs")} value={codecs} isWide />
        <Fact name={t("buffered")} value={buffered} />
        <Fact name={t("lastSpeed")} value={lastSpeed} />
      </dl>
      {details.value?.unreachable && (
        <p class="muted info-note">{t(details.value.unreachable)}</p>
      )}
      {details.value?.advice && (
        <div class="info-note">
          <p>{t("mend")}</p>
          <code class="info-code">{details.value.advice.command}</code>
        </div>
      )}
    </div>
  );
}

function Fact(
  { name, value, isWide = false }: {
    name: string;
    value: ReadonlySignal<string>;
    isWide?: boolean;
  },
) {
  return (
    <div class={isWide ? "fact fact-wide" : "fact"}>
      <dt>{name}</dt>
      <dd class="num">{value}</dd>
    </div>
  );
}

function told(
  value: number | null,
  format: (value: number) => string,
): string {
  return value === null ? UNKNOWN : format(value);
}
