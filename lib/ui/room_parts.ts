import type { ReadonlySignal } from "@preact/signals";
import type {
  Colour,
  MessageKind,
  Place,
  PlayState,
  Source,
  Timeline,
} from "@/lib/protocol/mod.ts";
import type { Outcome } from "@/lib/client/session.ts";

/** How the player stands, for showing. */
export interface PlayerView {
  readonly state: PlayState;
  readonly positionS: number;
  /** Null where nobody knows it yet. */
  readonly durationS: number | null;
  /** Seconds that are loaded ahead of the picture. */
  readonly bufferedS: number;
  /** Loaded parts as start and end in seconds. */
  readonly buffered: readonly (readonly [number, number])[];
  readonly speed: number;
  /** 0..1. */
  readonly volume: number;
  readonly muted: boolean;
  /** Size of the picture in pixels; 0 before it is known. */
  readonly width: number;
  readonly height: number;
  /** The browser refuses to play before a tap. */
  readonly blocked: boolean;
  /** Why the film cannot play. */
  readonly problem:
    | { readonly code: string; readonly detail: string }
    | null;
  readonly seeking: boolean;
  readonly waiting: boolean;
  readonly stalled: boolean;
  /** Bytes per second of the last segment; null where unknown. */
  readonly downloadBps: number | null;
  readonly title: string;
  readonly sourceId: number | null;
}

/** A film that somebody chose: as the source says it, but with the file where it is their own. */
export type Choice =
  | Extract<Source, { readonly kind: "film" | "link" }>
  | { readonly kind: "local"; readonly file: File };

/** The player as the screen needs it. */
export interface Pilot {
  readonly view: ReadonlySignal<PlayerView>;
  /** What is played here; null while there is nothing, such as a local film not chosen yet. */
  readonly playing: ReadonlySignal<Choice | null>;
  unblock(): void;
  setVolume(volume: number): void;
  setMuted(muted: boolean): void;
  positionNow(): number;
}

/** A message as the composer gives it. */
export interface Saying {
  readonly kind: MessageKind;
  readonly text: string;
  readonly colour: Colour;
  readonly place: Place;
}

/** What a viewer can do: locally where free is allowed, to everyone where the guard is on. */
export interface Hands {
  play(): void;
  pause(): void;
  toggle(): void;
  seekTo(positionS: number): void;
  seekBy(deltaS: number): void;
  setSpeed(speed: number): void;
  followRoom(): void;
  syncTo(viewer: string): void;
  allPlay(): Promise<Outcome>;
  allPause(): Promise<Outcome>;
  allSeek(positionS: number): Promise<Outcome>;
  allRate(speed: number): Promise<Outcome>;
  allSyncToMe(): Promise<Outcome>;
  setGuard(on: boolean): Promise<Outcome>;
  setLoop(on: boolean): Promise<Outcome>;
  postProgress(): Promise<Outcome>;
  say(saying: Saying): Promise<Outcome>;
  watch(choice: Choice, scope: "me" | "all"): Promise<Outcome>;
}

/** The timeline a room starts from; here so that panels need one import. */
export type { Timeline };
