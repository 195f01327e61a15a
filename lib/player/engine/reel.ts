import { type ReadonlySignal, signal } from "@preact/signals";
import type { Film } from "../film.ts";
import type { Feed } from "../hand.ts";
import type { Problem } from "../problem.ts";
import type { SegmentTimes } from "../segment_times.ts";
import type { Engine, EngineFacts, PrepareEngine } from "./engine.ts";
import { type FilmKind, kindByAddress } from "./kind.ts";

/** What a reel needs. */
export interface ReelParts {
  readonly video: HTMLVideoElement;
  readonly segments: Pick<SegmentTimes, "add">;
  /** The film cannot be played. */
  onProblem(problem: Problem): void;
  /** It broke off, and opening it anew may help. */
  onBroken(): void;
}

/** What is on the element now, whoever feeds it. */
export interface Reel {
  /** What is known of a stream; null for a film that the element fetches by itself. */
  readonly facts: ReadonlySignal<EngineFacts | null>;
  /**
   * Puts a film on in place of what is there.
   *
   * @param onReady gets what feeds the element, at once or once its code is there
   */
  open(film: Film, onReady: (feed: Feed) => void): void;
  /** Lets go of the film. */
  close(): void;
  /** The element has failed. */
  onElementError(error: MediaError): void;
  /** What the viewer chose of a stream; null leaves it to the engine. */
  choose(choice: StreamChoice): void;
}

/** A quality, a sound or a subtitle of a stream. */
export type StreamChoice =
  | { readonly of: "quality" | "subtitle"; readonly id: number | null }
  | { readonly of: "sound"; readonly id: number };

/** How often a broken stream is opened anew before it is called broken. */
const AGAIN_MAX = 2;
/** After this long without a fault a stream counts as sound again, in ms. */
const SOUND_AGAIN_MS = 60_000;

const ENGINES: Readonly<
  Record<Exclude<FilmKind, "file">, () => Promise<PrepareEngine>>
> = {
  hls: async () => {
    // Without a way to feed it by script, the library need not even come.
    if (!("MediaSource" in globalThis || "ManagedMediaSource" in globalThis)) {
      return (await import("./hls_native.ts")).prepareNativeHls;
    }
    return (await import("./hls.ts")).prepareHls;
  },
  dash: async () => (await import("./dash.ts")).prepareDash,
  flv: async () => (await import("./mpegts.ts")).prepareFlv,
  ts: async () => (await import("./mpegts.ts")).prepareTs,
};

/** A reel with nothing on it. */
export function createReel(parts: ReelParts): Reel {
  const { video, segments } = parts;
  const page = video.ownerDocument.defaultView ?? window;
  const facts = signal<EngineFacts | null>(null);
  let engine: Engine | null = null;
  let url = "";
  let faults: { url: string; count: number; atMs: number } | null = null;
  let opening = new AbortController();

  const stop = () => {
    opening.abort();
    opening = new AbortController();
    engine?.close();
    engine = null;
    facts.value = null;
  };
  const tell = async (problem: Problem, signal: AbortSignal) => {
    if (signal.aborted) return;
    // Scripts are told of no difference between a server that is away and one that refuses.
    const named = problem.code === "network"
      ? await nameNetwork(url, page.location.href)
      : null;
    if (!signal.aborted) parts.onProblem(named ?? problem);
  };
  const onBroken = (problem: Problem, signal: AbortSignal) => {
    if (signal.aborted) return;
    const nowMs = performance.now();
    const isOld = faults?.url !== url || nowMs - faults.atMs > SOUND_AGAIN_MS;
    const count = isOld ? 1 : (faults?.count ?? 0) + 1;
    faults = { url, count, atMs: nowMs };
    if (count > AGAIN_MAX) void tell(problem, signal);
    else parts.onBroken();
  };
  const prepare = async (
    film: Film,
    kind: FilmKind | null,
    signal: AbortSignal,
  ): Promise<Feed | null> => {
    const href = new URL(film.url, page.location.href).href;
    const found = kind ?? await sniff(href, signal);
    if (found === "file") return feedFile(film.url);
    const prepareEngine = await ENGINES[found]();
    if (signal.aborted) return null;
    const made = await prepareEngine({
      video,
      url: href,
      segments,
      onProblem: (problem) => void tell(problem, signal),
      onBroken: (problem) => onBroken(problem, signal),
      onFacts: (next) => {
        if (!signal.aborted) facts.value = next;
      },
    });
    if (signal.aborted) {
      made.close();
      return null;
    }
    engine = made;
    return { start: (_, positionS) => made.start(positionS), isEngine: true };
  };
  return {
    facts,
    open(film, onReady) {
      stop();
      url = film.url;
      const kind = kindByAddress(film.url, film.title);
      if (kind === "file") return onReady(feedFile(film.url));
      const { signal } = opening;
      prepare(film, kind, signal).then(
        (feed) => {
          if (feed !== null && !signal.aborted) onReady(feed);
        },
        (error) => void tell(problemOf(error), signal),
      );
    },
    close: stop,
    onElementError({ code, message }) {
      const { signal } = opening;
      if (engine !== null) {
        const { videoCodec } = facts.peek() ?? { videoCodec: null };
        const codec = videoCodec === null ? {} : { codec: videoCodec };
        return onBroken({ code: "codec", detail: message, ...codec }, signal);
      }
      const failure = { url, pageUrl: page.location.href, code, message };
      // Most evenings need no word of it, so it is not among the first bytes of the page.
      import("../problem.ts")
        .then(({ nameProblem }) => nameProblem(failure, ask))
        .catch((error): Problem => ({ code: "unknown", detail: String(error) }))
        .then((problem) => {
          if (!signal.aborted) parts.onProblem(problem);
        });
    },
    choose(choice) {
      switch (choice.of) {
        case "quality":
          return engine?.chooseQuality?.(choice.id);
        case "sound":
          return engine?.chooseSound?.(choice.id);
        case "subtitle":
          return engine?.chooseSubtitle?.(choice.id);
      }
    },
  };
}

const ask: typeof fetch = (...asked) => fetch(...asked);

function feedFile(url: string): Feed {
  return {
    start(video) {
      video.src = url;
      video.load();
    },
    isEngine: false,
  };
}

async function sniff(url: string, signal: AbortSignal): Promise<FilmKind> {
  const { sniffKind } = await import("./sniff.ts");
  return await sniffKind(url, ask, signal);
}

/** Why a stream could not be fetched; null where asking once more tells nothing new. */
async function nameNetwork(
  url: string,
  pageUrl: string,
): Promise<Problem | null> {
  try {
    const { nameProblem } = await import("../problem.ts");
    const failure = { url, pageUrl, code: 2, message: "" };
    return await nameProblem(failure, ask);
  } catch {
    return null;
  }
}

/** What went wrong before an engine could start; most often its code did not come. */
function problemOf(error: unknown): Problem {
  return typeof error === "object" && error !== null && "problem" in error
    ? error.problem as Problem
    : { code: "network", detail: String(error) };
}
