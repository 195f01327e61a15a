import type { Problem } from "../problem.ts";
import {
  type Engine,
  EngineError,
  type EngineFacts,
  type EngineHost,
} from "./engine.ts";
import { fetchEngine } from "./engines.ts";
import type { StreamKind } from "./kind.ts";

/** What a stream needs. */
export interface StreamParts extends Pick<EngineHost, "video" | "segments"> {
  /** In full. */
  readonly url: string;
  readonly pageUrl: string;
  /** Null: to be found out by looking at the first bytes. */
  readonly kind: StreamKind | null;
  /** After it nothing is told any more. */
  readonly signal: AbortSignal;
  onProblem(problem: Problem): void;
  /** It broke off, and opening it anew may help. */
  onBroken(): void;
  onFacts(facts: EngineFacts): void;
}

/** A stream that can start. */
export interface Stream {
  readonly engine: Engine;
  /** The element has failed while it was fed. */
  onElementError(error: MediaError): void;
}

/** How often a broken stream is opened anew before it is called broken. */
const AGAIN_MAX = 2;
/** After this long without a fault a stream counts as sound again, in ms. */
const SOUND_AGAIN_MS = 60_000;

/** Faults of the stream that broke last: one is watched at a time. */
const faults = { url: "", count: 0, atMs: 0 };

/**
 * Fetches what can feed a stream.
 *
 * @returns `file` where it turns out to be none; null where it was called off or has told why not
 */
export async function prepareStream(
  parts: StreamParts,
): Promise<Stream | "file" | null> {
  const { url, signal } = parts;
  const tell = async (problem: Problem) => {
    // Scripts are told of no difference between a server that is away and one that refuses.
    const named = problem.code === "network"
      ? await nameNetwork(problem.missingUrl ?? url, parts.pageUrl)
      : null;
    if (!signal.aborted) parts.onProblem(named ?? problem);
  };
  const onBroken = (problem: Problem) => {
    if (signal.aborted) return;
    if (countFault(url) > AGAIN_MAX) void tell(problem);
    else parts.onBroken();
  };
  let videoCodec: string | null = null;
  try {
    const kind = parts.kind ?? await sniff(url, signal);
    if (kind === "file") return "file";
    const prepare = await fetchEngine(kind);
    if (signal.aborted) return null;
    const engine = await prepare({
      video: parts.video,
      url,
      segments: parts.segments,
      onProblem: (problem) => void tell(problem),
      onBroken,
      onFacts: (facts) => {
        videoCodec = facts.videoCodec;
        if (!signal.aborted) parts.onFacts(facts);
      },
    });
    return {
      engine,
      onElementError: ({ message }) =>
        onBroken({
          code: "codec",
          detail: message,
          ...(videoCodec === null ? {} : { codec: videoCodec }),
        }),
    };
  } catch (error) {
    if (signal.aborted) return null;
    if (!(error instanceof EngineError)) throw error;
    void tell(error.problem);
    return null;
  }
}

function countFault(url: string): number {
  const nowMs = performance.now();
  const isOld = faults.url !== url || nowMs - faults.atMs > SOUND_AGAIN_MS;
  faults.count = isOld ? 1 : faults.count + 1;
  faults.url = url;
  faults.atMs = nowMs;
  return faults.count;
}

const ask: typeof fetch = (...asked) => fetch(...asked);

async function sniff(url: string, signal: AbortSignal) {
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
    // MediaError.MEDIA_ERR_NETWORK: what answers after all has broken off.
    const failure = { url, pageUrl, code: 2, message: "" };
    return await nameProblem(failure, ask);
  } catch {
    return null;
  }
}
