import library from "mpegts.js";
import {
  type Engine,
  EngineError,
  type EngineHost,
  noFacts,
} from "./engine.ts";
import { isLiveStream } from "./is_live.ts";
import { judgeMpegts } from "./mpegts_problem.ts";
import { strandedLooks } from "./stranded.ts";

// Its types name a default export that the script itself does not have.
const mpegts = library as unknown as typeof library.default;

/** Seconds fetched ahead before the line is let rest, and at which it goes on. */
const AHEAD_S = 120;
const AHEAD_LEAST_S = 60;
/** How often it is looked whether the element waits for what will not come, in ms. */
const LOOK_MS = 500;

/** FLV by mpegts.js. */
export const prepareFlv = (host: EngineHost): Promise<Engine> =>
  prepare(host, "flv");
/** A raw transport stream by mpegts.js. */
export const prepareTs = (host: EngineHost): Promise<Engine> =>
  prepare(host, "mpegts");

async function prepare(
  host: EngineHost,
  type: "flv" | "mpegts",
): Promise<Engine> {
  if (!mpegts.isSupported()) {
    throw new EngineError({ code: "no-engine", detail: type });
  }
  const isLive = await isLiveStream(host.url, (...asked) => fetch(...asked));
  mpegts.LoggingControl.enableAll = false;
  const { Events } = mpegts;
  const { video, url } = host;
  const player = mpegts.createPlayer(
    { type, url, isLive, cors: true },
    {
      // The room alone moves the element and bends its speed.
      liveBufferLatencyChasing: false,
      liveSync: false,
      accurateSeek: true,
      enableWorker: false,
      enableStashBuffer: !isLive,
      lazyLoadMaxDuration: AHEAD_S,
      lazyLoadRecoverDuration: AHEAD_LEAST_S,
      autoCleanupSourceBuffer: isLive,
      referrerPolicy: "no-referrer",
    },
  );
  let facts = { ...noFacts("mpegts"), isLive };
  let isClosed = false;
  let sinceMs = performance.now();
  let looking: ReturnType<typeof setInterval> | undefined;
  const stranded = strandedLooks();
  player.on(Events.MEDIA_INFO, ({ videoCodec, audioCodec }: CodecInfo) => {
    facts = {
      ...facts,
      videoCodec: videoCodec ?? null,
      audioCodec: audioCodec ?? null,
    };
    host.onFacts(facts);
  });
  // One long answer has no segments: each look at it counts as one.
  player.on(Events.STATISTICS_INFO, ({ speed = 0 }: { speed?: number }) => {
    const endMs = performance.now();
    const sizeBytes = Math.round(speed * 1024 * (endMs - sinceMs) / 1000);
    if (sizeBytes > 0) {
      host.segments.add({
        url,
        sizeBytes,
        requestedMs: sinceMs,
        firstByteMs: sinceMs,
        endMs,
        engine: "mpegts",
      });
    }
    sinceMs = endMs;
  });
  player.on(Events.LOADING_COMPLETE, () => {
    if (isLive && !isClosed) host.onProblem({ code: "live-ended", detail: "" });
  });
  player.on(
    Events.ERROR,
    (type: string, detail: string, info?: { code?: number; msg?: string }) => {
      if (isClosed) return;
      host.onProblem(
        judgeMpegts({ type, detail, status: info?.code ?? 0, isLive }, facts),
      );
    },
  );
  return {
    start() {
      player.attachMediaElement(video);
      player.load();
      // Its table of keyframes may leave out the first (1.8), and it begins with the second then,
      // also for who is to be at 0: they would wait there for ever.
      looking = setInterval(() => {
        const beginS = stranded(video);
        if (beginS !== null) video.currentTime = beginS;
      }, LOOK_MS);
    },
    close() {
      isClosed = true;
      clearInterval(looking);
      player.destroy();
    },
  };
}

interface CodecInfo {
  readonly videoCodec?: string;
  readonly audioCodec?: string;
}
