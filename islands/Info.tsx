import { type ReadonlySignal, useComputed } from "@preact/signals";
import { useRef } from "preact/hooks";
import { formatHms } from "@/lib/base/mod.ts";
import { INFO_WORDS, PROBLEMS } from "@/lib/i18n/mod.ts";
import { useRoom, useSay } from "@/lib/ui/mod.ts";
import { usePart } from "@/lib/ui/use_asked_part.ts";
import { useSteadyEffect } from "@/lib/ui/use_steady_effect.ts";
import {
  type FilmDetails,
  forecastText,
  joinFacts,
  lacksOf,
  Mend,
  roomText,
  type ShownCodec,
  useCodecText,
  useFilmDetails,
  useFilmFault,
  useForecast,
  useVisible,
  withSeen,
} from "@/lib/ui/later/mod.ts";
import {
  averageKBps,
  formatSize,
  formatSpeed,
  useCalmView,
} from "@/lib/ui/panels/mod.ts";

/** Stands for what is not known yet. */
const PENDING = "⏳";
/** Stands for what will never be known. */
const NONE = "–";

/** What the player sees of a film that is not there. */
const UNSEEN = { durationS: null, width: 0, height: 0 };

/** Facts about the film that I watch. */
export default function Info() {
  const { watching, pilot, words, lacks } = useRoom();
  const view = useCalmView();
  const t = useSay(INFO_WORDS);
  const root = useRef<HTMLDListElement>(null);
  const visible = useVisible(root);
  const found = useFilmDetails(visible);
  // What asks for code reads what was found: the view changes four times a second.
  const details = useComputed(() => withSeen(found.value, view.value));
  useSteadyEffect(() => {
    // The others see it too, before anybody plays.
    lacks.value = lacksOf(details.value?.lack ?? null);
  });
  const problem = useSay(PROBLEMS);
  const listed = useFilmFault();
  // A link and an own file are no films of the list, but were looked into.
  const fault = listed.value ?? details.value?.facts?.problem ?? null;
  const forecast = useForecast(visible);
  const foretold = forecast.value;
  const stream = useComputed(() => pilot.value?.stream.value ?? null);
  const nameOf = useCodecText(() =>
    Boolean(stream.value?.videoCodec || stream.value?.audioCodec) &&
    !found.value?.facts?.container
  );
  const facts = useComputed(() =>
    // The view is still that of an earlier film then.
    watching.needsCopy.value ? joinFacts(UNSEEN, null) : joinFacts(
      view.value,
      details.value,
      stream.value,
      nameOf.value,
    )
  );
  const isLost = useComputed(() =>
    watching.needsCopy.value || view.value.problem !== null
  );
  // No more will come: there is no film, it cannot be played, or all of it was looked into.
  const isOver = useComputed(() =>
    isLost.value ||
    (view.value.state !== "loading" && isSettled(details.value))
  );
  const unknown = useComputed(() => isOver.value ? NONE : PENDING);
  const told = <T,>(value: T | null, format: (value: T) => string): string =>
    value === null ? unknown.value : format(value);
  const duration = useComputed(() => told(facts.value.durationS, formatHms));
  const size = useComputed(() => told(facts.value.bytes, formatSize));
  const average = useComputed(() =>
    told(averageKBps(facts.value), (speed) => `${speed} KB/s`)
  );
  const resolution = useComputed(() => facts.value.resolution ?? unknown.value);
  const buffered = useComputed(() =>
    watching.needsCopy.value
      ? NONE
      : t("seconds", { seconds: view.value.bufferedS.toFixed(1) })
  );
  const lastSpeed = useComputed(() =>
    // What lies on one's own disk is not downloaded.
    isLost.value || watching.film.value?.kind === "local"
      ? NONE
      : view.value.downloadBps === null
      // So little of a short film comes that nothing can be measured by it.
      ? forecast.value?.verdict === "loaded" ? NONE : PENDING
      : formatSpeed(view.value.downloadBps)
  );
  const codec = (shown: ShownCodec | "none" | null, none: string) => {
    if (shown === null) return unknown.value;
    if (shown === "none") return none;
    return shown.isPlayable
      ? shown.name
      : t("unsupported", { codec: shown.name });
  };
  const codecs = useComputed(() => {
    const { video, audio } = facts.value;
    if (video === null && audio === null) return unknown.value;
    return `${codec(video, t("noVideo"))} + ${codec(audio, t("noAudio"))}`;
  });
  const sounds = useComputed(() => {
    const tracks = found.value?.facts?.audio ?? [];
    // Of a single one without a name, the codec beside the picture's is all there is to tell.
    return tracks.length > 1 || tracks[0]?.language ? tracks : [];
  });
  const Sounds = usePart({
    isAsked: () => sounds.value.length > 0,
    load: loadSounds,
    // What is told of the sound stands beside the codec of the picture, too.
    onMissing: () => {},
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
      {Sounds !== null && sounds.value.length > 0 && <Sounds tracks={sounds} />}
      {fault !== null && !isLost.value && (
        <p class="info-note" data-verdict="broken">⚠︎ {problem(fault.code)}</p>
      )}
      {foretold !== null && fault === null && !isLost.value && (
        <div class="info-note" data-verdict={foretold.verdict}>
          <p>{forecastText(foretold, words.value.stalls)}</p>
          <p class="muted">{roomText(foretold, words.value.stalls)}</p>
        </div>
      )}
      {details.value?.unreachable && (
        <p class="muted info-note">{t(details.value.unreachable)}</p>
      )}
      {details.value?.lack && details.value.mendable && (
        <div class="info-note">
          <Mend
            title={t("mend")}
            film={details.value.mendable}
            lack={details.value.lack}
          />
        </div>
      )}
    </div>
  );
}

const loadSounds = () =>
  import("@/lib/ui/later/SoundTracks.tsx").then((part) => part.SoundTracks);

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

/** Whether all that can be found out was; a film of the list may be looked into later. */
function isSettled(details: FilmDetails | null): boolean {
  return details !== null &&
    (details.facts !== null || details.unreachable !== null ||
      details.bytes === null);
}
