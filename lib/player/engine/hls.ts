// @ts-types="hls.js"
import Hls from "hls.js/light";
import type { ErrorData, HlsConfig } from "hls.js";
import {
  type Engine,
  type EngineFacts,
  type EngineHost,
  noFacts,
} from "./engine.ts";
import { hlsFacts } from "./hls_facts.ts";
import { countLoaded } from "./hls_loaded.ts";
import { judgeHls } from "./hls_problem.ts";
import { prepareNativeHls } from "./hls_native.ts";

/** Seconds of film fetched ahead: as much as a browser keeps of a file. */
const AHEAD_S = 60;
/** The most that is kept ahead, in bytes, whatever it lasts: below every browser's own limit. */
const AHEAD_BYTES = 60 * 1000 * 1000;
/** Seconds kept behind, for small steps back. */
const BEHIND_S = 60;

/** What differs from how the library behaves by itself. */
const CONFIG: Partial<HlsConfig> = {
  // The room alone bends the speed.
  maxLiveSyncPlaybackRate: 1,
  // A worker needs a script of its own; one segment takes some milliseconds without.
  enableWorker: false,
  maxBufferLength: AHEAD_S,
  maxMaxBufferLength: AHEAD_S * 2,
  maxBufferSize: AHEAD_BYTES,
  backBufferLength: BEHIND_S,
  fragLoadPolicy: {
    default: {
      maxTimeToFirstByteMs: 10_000,
      maxLoadTimeMs: 120_000,
      timeoutRetry: { maxNumRetry: 3, retryDelayMs: 0, maxRetryDelayMs: 0 },
      errorRetry: {
        maxNumRetry: 3,
        retryDelayMs: 500,
        maxRetryDelayMs: 4000,
      },
    },
  },
  // A phone does not fetch pictures larger than it shows.
  capLevelToPlayerSize: true,
  ignoreDevicePixelRatio: false,
};

/**
 * HLS by hls.js. Asked first even where the browser plays HLS itself: only so are qualities,
 * tracks and times known.
 */
export async function prepareHls(host: EngineHost): Promise<Engine> {
  if (!Hls.isSupported()) return await prepareNativeHls(host);
  return createHlsEngine(host);
}

function createHlsEngine(host: EngineHost): Engine {
  const { video, url } = host;
  let hls: Hls | null = null;
  let facts: EngineFacts = noFacts("hls");
  let isClosed = false;
  const tell = (change: Partial<EngineFacts> = {}) => {
    if (hls === null) return;
    facts = { ...facts, ...hlsFacts(hls), ...change };
    host.onFacts(facts);
  };
  const onError = (data: ErrorData) => {
    if (!data.fatal || isClosed) return;
    const { problem, isBroken } = judgeHls(data, facts);
    if (isBroken) host.onBroken(problem);
    else host.onProblem(problem);
  };
  const open = (Library: typeof Hls, positionS: number) => {
    const isFull = Library !== Hls;
    const one = new Library({
      ...CONFIG,
      startPosition: positionS > 0 ? positionS : -1,
    });
    hls = one;
    const { Events } = Library;
    one.on(Events.ERROR, (_, data) => onError(data));
    one.on(Events.MANIFEST_LOADED, (_, { levels, audioTracks, subtitles }) => {
      // Told before they are judged, so that a codec which nobody decodes has its name.
      const { videoCodec = null, audioCodec = null } = levels[0] ?? {};
      facts = { ...facts, videoCodec, audioCodec };
      const hasMore = audioTracks.some((track) => track.url !== "") ||
        (subtitles?.length ?? 0) > 0;
      if (hasMore && !isFull) void widen(positionS);
    });
    one.on(Events.FRAG_LOADING, (_, { frag }) => {
      host.segments.open(frag.type, countLoaded(frag));
    });
    one.on(Events.FRAG_LOADED, (_, { frag }) => {
      const { loading, total, loaded } = frag.stats;
      host.segments.add({
        url: frag.url,
        sizeBytes: total || loaded,
        requestedMs: loading.start,
        firstByteMs: loading.first,
        endMs: loading.end,
        engine: "hls",
      });
    });
    for (
      const event of [
        Events.MANIFEST_PARSED,
        Events.LEVEL_SWITCHED,
        Events.AUDIO_TRACKS_UPDATED,
        Events.AUDIO_TRACK_SWITCHED,
        Events.SUBTITLE_TRACKS_UPDATED,
        Events.SUBTITLE_TRACK_SWITCH,
        Events.LEVEL_UPDATED,
      ] as const
    ) one.on(event, () => tell());
    one.on(Events.BUFFER_CODECS, (_, { video: picture, audio, audiovideo }) => {
      const [both = null, second = null] = audiovideo?.codec?.split(",") ?? [];
      tell({
        videoCodec: picture?.codec ?? both ?? facts.videoCodec,
        audioCodec: audio?.codec ?? second ?? facts.audioCodec,
      });
    });
    one.attachMedia(video);
    one.loadSource(url);
  };
  /** Sound apart and subtitles take the whole library. */
  const widen = async (positionS: number): Promise<void> => {
    hls?.destroy();
    hls = null;
    try {
      const { default: Full, allowXmlParsing } = await import("./hls_full.ts");
      if (isClosed) return;
      allowXmlParsing();
      open(Full, video.currentTime || positionS);
    } catch (error) {
      if (isClosed) return;
      host.onProblem({ code: "network", detail: String(error) });
    }
  };
  return {
    start: (positionS) => open(Hls, positionS),
    chooseQuality(id) {
      if (hls === null) return;
      // What is fetched already still plays, so that the picture does not stand.
      hls.nextLevel = id ?? -1;
      tell({ chosenQuality: id });
    },
    chooseSound(id) {
      if (hls !== null) hls.audioTrack = id;
    },
    chooseSubtitle(id) {
      if (hls === null) return;
      hls.subtitleTrack = id ?? -1;
      hls.subtitleDisplay = id !== null;
      tell();
    },
    close() {
      isClosed = true;
      hls?.destroy();
      hls = null;
    },
  };
}
