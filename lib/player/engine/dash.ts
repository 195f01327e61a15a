import library from "shaka-player/dist/shaka-player.dash-es2021.js";
import {
  type Engine,
  EngineError,
  type EngineFacts,
  type EngineHost,
  noFacts,
} from "./engine.ts";
import { dashFacts } from "./dash_facts.ts";
import { judgeDash } from "./dash_problem.ts";

// Its types name a default export that the script itself does not have.
const shaka = library as unknown as typeof library.default;

/** Seconds of film fetched ahead, and kept behind. */
const AHEAD_S = 60;
const BEHIND_S = 60;
/** What a DASH manifest is called among media types. */
const DASH_TYPE = "application/dash+xml";
/** Events after which the tracks stand otherwise. */
const EVENTS = ["trackschanged", "adaptation", "variantchanged", "loaded"];

/**
 * DASH by shaka.
 *
 * @throws {EngineError} where the browser cannot be fed by script
 */
export async function prepareDash(host: EngineHost): Promise<Engine> {
  if (!shaka.Player.isBrowserSupported()) {
    throw new EngineError({ code: "no-engine", detail: DASH_TYPE });
  }
  const { video, url } = host;
  const player = new shaka.Player();
  let facts: EngineFacts = noFacts("dash");
  let isClosed = false;
  const tell = (change: Partial<EngineFacts> = {}) => {
    if (isClosed) return;
    facts = { ...facts, ...dashFacts(player), ...change };
    host.onFacts(facts);
  };
  const fail = (error: unknown) => {
    if (!isClosed) host.onProblem(judgeDash(error, facts));
  };
  player.configure({
    streaming: {
      bufferingGoal: AHEAD_S,
      bufferBehind: BEHIND_S,
      // Otherwise it stops the film by a speed of 0 while it waits; the room alone sets the speed.
      rebufferingGoal: 0,
      liveSync: { enabled: false },
    },
  });
  player.getNetworkingEngine()?.registerResponseFilter(
    (type: number, response: DashResponse) => {
      if (type !== shaka.net.NetworkingEngine.RequestType.SEGMENT) return;
      const endMs = performance.now();
      const requestedMs = endMs - (response.timeMs ?? 0);
      const waitMs = response.originalRequest.timeToFirstByte ?? 0;
      host.segments.add({
        url: response.uri,
        sizeBytes: response.data.byteLength,
        requestedMs,
        firstByteMs: Math.min(endMs, requestedMs + waitMs),
        endMs,
        engine: "dash",
      });
    },
  );
  for (const event of EVENTS) player.addEventListener(event, () => tell());
  player.addEventListener("error", (event: Event) => {
    if ("detail" in event) fail(event.detail);
  });
  await player.attach(video);
  return {
    start(positionS) {
      player.load(url, positionS > 0 ? positionS : null, DASH_TYPE)
        .then(() => tell(), fail);
    },
    chooseQuality(id) {
      player.configure({ abr: { enabled: id === null } });
      const track = id === null ? undefined : player.getVideoTracks()[id];
      if (track !== undefined) player.selectVideoTrack(track);
      tell({ chosenQuality: id });
    },
    chooseSound(id) {
      const track = player.getAudioTracks()[id];
      if (track !== undefined) player.selectAudioTrack(track);
      tell();
    },
    close() {
      isClosed = true;
      // It lets go of everything even where the element has been given away meanwhile.
      player.destroy().catch(() => {});
    },
  };
}

interface DashResponse {
  readonly uri: string;
  readonly data: { readonly byteLength: number };
  readonly timeMs?: number;
  readonly originalRequest: { readonly timeToFirstByte?: number | null };
}
