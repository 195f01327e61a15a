import type { Problem } from "./problem.ts";
import type { PlayState, Trouble } from "@/lib/protocol/mod.ts";

/** A film to play. */
export interface Film {
  /** http(s), or blob: for a local file. */
  readonly url: string;
  /** Its name, as the others see it. */
  readonly title: string;
  /** The room's source, as `timeline.sourceId`; null for a film of this viewer alone. */
  readonly sourceId: number | null;
  /** Where all of it is one file, if `url` is a list of its clips: what a second takes is told by the size of that. */
  readonly wholeUrl?: string;
}

/** What the screen shows of the player. */
export interface PlayerView {
  readonly state: PlayState;
  readonly positionS: number;
  /** Null until it is known, and for a live source. */
  readonly durationS: number | null;
  /** Seconds of film that are loaded ahead of the position. */
  readonly bufferedS: number;
  /** All spans that are loaded, in s. */
  readonly buffered: readonly (readonly [startS: number, endS: number])[];
  /** The speed chosen, without a bend. */
  readonly speed: number;
  /** 0..1. */
  readonly volume: number;
  readonly muted: boolean;
  /** Size of the picture in pixels; 0 until it is known. */
  readonly width: number;
  readonly height: number;
  /** Whether the browser plays only after a tap. */
  readonly blocked: boolean;
  /** Why the film cannot be played; null while it can. */
  readonly problem: Problem | null;
  readonly seeking: boolean;
  /** Whether there is no picture though there should be. */
  readonly waiting: boolean;
  /** Whether that lasts and has no cause of the viewer's own. */
  readonly stalled: boolean;
  /** Bytes per second of the last measured download; null until there was one. */
  readonly downloadBps: number | null;
  readonly title: string;
  readonly sourceId: number | null;
}

/** What the room is told of the player; the shape of the protocol's report without link and clock. */
export interface PlayerReport {
  positionS: number;
  /** 0 unless the picture moves. */
  rate: number;
  speed: number;
  state: PlayState;
  stalled: boolean;
  bufferedS: number;
  downloadBps: number | null;
  durationS: number | null;
  sourceId: number | null;
  film: string;
  hidden: boolean;
  playLatencyMs: number;
  seekLatencyMs: number;
  /** What is known of a stall, as long as it lasts. */
  trouble?: Trouble | undefined;
}

/** Something that moved the element and was not the pilot. */
export interface OutsideAct {
  readonly what: "play" | "pause" | "seek" | "rate";
  readonly positionS: number;
  readonly speed: number;
}

/** No film yet. */
export const NO_VIEW: PlayerView = {
  state: "empty",
  positionS: 0,
  durationS: null,
  bufferedS: 0,
  buffered: [],
  speed: 1,
  volume: 1,
  muted: false,
  width: 0,
  height: 0,
  blocked: false,
  problem: null,
  seeking: false,
  waiting: false,
  stalled: false,
  downloadBps: null,
  title: "",
  sourceId: null,
};
