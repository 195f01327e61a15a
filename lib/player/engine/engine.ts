import type { Problem } from "../problem.ts";
import type { EngineName, SegmentTimes } from "../segment_times.ts";

/** One picture quality of a stream. */
export interface Quality {
  readonly id: number;
  /** Pixels; 0 where the stream does not say. */
  readonly width: number;
  readonly height: number;
  /** Bits per second, sound included; 0 where the stream does not say. */
  readonly bitrateBps: number;
}

/** One sound or subtitle track of a stream. */
export interface StreamTrack {
  readonly id: number;
  readonly name: string;
  /** As the stream says it, such as `zh` or `eng`; null where it does not. */
  readonly language: string | null;
}

/** What an engine knows of the film it feeds. */
export interface EngineFacts {
  readonly engine: EngineName;
  /** Whether it goes on as it is made, without a length. */
  readonly isLive: boolean;
  /** RFC 6381 strings, such as `avc1.64001f`; null while unknown. */
  readonly videoCodec: string | null;
  readonly audioCodec: string | null;
  readonly qualities: readonly Quality[];
  /** Which of them is fetched now; null while unknown. */
  readonly quality: number | null;
  /** Which one the viewer chose; null where the engine chooses by the line. */
  readonly chosenQuality: number | null;
  readonly sounds: readonly StreamTrack[];
  readonly sound: number | null;
  readonly subtitles: readonly StreamTrack[];
  /** Null: none is shown. */
  readonly subtitle: number | null;
}

/** What an engine is given. */
export interface EngineHost {
  readonly video: HTMLVideoElement;
  readonly url: string;
  readonly segments: Pick<SegmentTimes, "add" | "open">;
  /** The film cannot go on, and the engine has tried what it can. */
  onProblem(problem: Problem): void;
  /** What was decoded broke off: opening the film anew may help. */
  onBroken(problem: Problem): void;
  onFacts(facts: EngineFacts): void;
}

/** Feeds the element with a film that it cannot fetch by itself. It never plays, pauses or bends. */
export interface Engine {
  /** Gives the element its source; it begins at `positionS`. */
  start(positionS: number): void;
  /** @param id null: by the line */
  chooseQuality?(id: number | null): void;
  chooseSound?(id: number): void;
  /** @param id null: none */
  chooseSubtitle?(id: number | null): void;
  /** Lets go of the element and of everything that is fetched. */
  close(): void;
}

/** Fetches an engine's code and makes it ready to start. */
export type PrepareEngine = (host: EngineHost) => Promise<Engine>;

/** Why no engine can be made ready; its problem has the words. */
export class EngineError extends Error {
  override readonly name = "EngineError";
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(`Cannot play: ${problem.code} ${problem.detail}`.trimEnd());
    this.problem = problem;
  }
}

/** Facts of a stream of which nothing is known but who feeds it. */
export function noFacts(engine: EngineName): EngineFacts {
  return {
    engine,
    isLive: false,
    videoCodec: null,
    audioCodec: null,
    qualities: [],
    quality: null,
    chosenQuality: null,
    sounds: [],
    sound: null,
    subtitles: [],
    subtitle: null,
  };
}
