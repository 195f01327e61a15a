import { clamp } from "@/lib/base/mod.ts";
import {
  createTrack,
  looked,
  type Origin,
  type Sample,
  samplesOf,
  type SourceFault,
  type TrackFacts,
  trackFacts,
} from "@/lib/diagnose/mod.ts";
import type { Trouble } from "@/lib/protocol/mod.ts";
import { STALL_MS } from "@/lib/sync/mod.ts";
import type { Film, PlayerView } from "./film.ts";
import type { Problem } from "./problem.ts";
import type { SegmentTimes } from "./segment_times.ts";

/** What the player went through lately, for charts and for who foretells. */
export interface FlowView {
  /** The last minutes, a sample a second, oldest first. */
  readonly samples: readonly Sample[];
  /** Bytes per second that the film takes at the chosen speed; null while unknown. */
  readonly needBps: number | null;
  /** Bytes per second that came lately, and that came at best; null while unknown. */
  readonly haveBps: number | null;
  readonly usualBps: number | null;
  readonly origin: Origin;
}

/** Sees what the player goes through, and can tell why it stands. */
export interface Witness {
  /** To be called a few times a second. */
  look(look: WitnessLook): void;
  /** What is known of the stall that lasts; undefined while there is none. */
  trouble(): Trouble | undefined;
  flow(): FlowView;
}

/** What a witness looks at. */
export interface WitnessLook {
  /** Local monotonic ms. */
  readonly atMs: number;
  readonly view: PlayerView;
  readonly film: Film | null;
  /** Grows by one with each film. */
  readonly loads: number;
  readonly isHidden: boolean;
  /** Size of the film; null while unknown. */
  readonly sizeBytes: number | null;
}

/** Longest span that a report tells of, in ms. */
const SPAN_MAX_MS = 3_600_000;
const SECONDS_MAX = 360_000;

/** A witness of one element. */
export function createWitness(
  video: Pick<HTMLVideoElement, "getVideoPlaybackQuality">,
  pageUrl: string,
  times: Pick<SegmentTimes, "receivedBytes">,
): Witness {
  const track = createTrack();
  let last: WitnessLook | null = null;
  let stalledSinceMs: number | null = null;

  const flow = (): FlowView & { readonly facts: TrackFacts } => {
    const view = last?.view ?? null;
    const bytesPerS = last === null ? null : bytesOfASecond(last);
    const facts = trackFacts(track, last?.atMs ?? 0);
    return {
      facts,
      samples: samplesOf(track),
      needBps: bytesPerS === null ? null : bytesPerS * (view?.speed ?? 1),
      haveBps: facts.haveBps,
      usualBps: facts.usualBps,
      origin: originOf(last?.film ?? null, pageUrl),
    };
  };
  return {
    flow,
    look(look) {
      last = look;
      const { view, atMs } = look;
      // Old browsers count no pictures.
      const quality = video.getVideoPlaybackQuality?.();
      looked(track, {
        nowMs: atMs,
        film: look.loads,
        place: placeOf(look.film, pageUrl),
        bytesPerS: bytesOfASecond(look),
        positionS: view.positionS,
        bufferedS: view.bufferedS,
        rate: view.state === "playing" ? view.speed : 0,
        isHidden: look.isHidden,
        frames: quality?.totalVideoFrames ?? 0,
        droppedFrames: quality?.droppedVideoFrames ?? 0,
        downloadBps: view.downloadBps,
        receivedBytes: times.receivedBytes(),
      });
      if (!view.stalled) stalledSinceMs = null;
      else stalledSinceMs ??= atMs - STALL_MS;
    },
    trouble() {
      if (last === null || stalledSinceMs === null) return undefined;
      const { view, atMs } = last;
      const { origin, needBps, facts } = flow();
      const { haveBps, usualBps, frames, droppedFrames, hiddenMs } = facts;
      return {
        origin,
        bufferedS: clamp(view.bufferedS, 0, SECONDS_MAX),
        needBps,
        haveBps,
        usualBps,
        frames,
        droppedFrames,
        fault: view.problem === null ? null : FAULTS[view.problem.code],
        hiddenMs: Math.min(SPAN_MAX_MS, hiddenMs),
        standsMs: Math.min(SPAN_MAX_MS, atMs - stalledSinceMs),
      };
    },
  };
}

const FAULTS: Readonly<Record<Problem["code"], SourceFault>> = {
  "not-found": "missing",
  refused: "refused",
  "mixed-content": "refused",
  codec: "codec",
  broken: "broken",
  "no-engine": "codec",
  protected: "refused",
  segment: "unreachable",
  "live-ended": "missing",
  network: "unreachable",
  unknown: "unreachable",
};

/** Bytes that a second of the film takes; null while its size or its length is unknown. */
function bytesOfASecond({ sizeBytes, view }: WitnessLook): number | null {
  const { durationS } = view;
  return sizeBytes !== null && durationS !== null && durationS > 0
    ? sizeBytes / durationS
    : null;
}

/** The host that a film comes from; empty for one of the viewer's own disk. */
function placeOf(film: Film | null, pageUrl: string): string {
  return film === null ? "" : URL.parse(film.url, pageUrl)?.host ?? "";
}

/** Where a film comes from, by its address. */
function originOf(film: Film | null, pageUrl: string): Origin {
  if (film === null || film.url.startsWith("blob:")) return "local";
  const url = URL.parse(film.url, pageUrl);
  const isOurs = url !== null && url.origin === new URL(pageUrl).origin &&
    /^\/(?:media|hls)\//.test(url.pathname);
  return isOurs ? "server" : "elsewhere";
}
