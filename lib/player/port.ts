import type { ReadonlySignal } from "@preact/signals";
import type { Timeline } from "@/lib/protocol/mod.ts";
import type { ScheduledLine } from "@/lib/time/mod.ts";
import type { EngineFacts } from "./engine/engine.ts";
import type { StreamChoice } from "./engine/reel.ts";
import type { Film, OutsideAct, PlayerReport, PlayerView } from "./film.ts";
import type { SegmentTimes } from "./segment_times.ts";
import type { SyncError, SyncView } from "./sync_log.ts";
import type { FlowView } from "./witness.ts";

/** What a pilot needs of the page. */
export interface PilotParts {
  readonly video: HTMLVideoElement;
  readonly timeline: ReadonlySignal<Timeline | null>;
  readonly following: ReadonlySignal<boolean>;
  readonly loop: ReadonlySignal<boolean>;
  /** The server time that belongs to a local `performance.now()`; null until the clock is known. */
  toServerMs(localMs: number): number | null;
  /** Whether the link to the server stands. */
  readonly isLinked: ReadonlySignal<boolean>;
  /** How far away the server is, in ms; null until the clock is known. */
  roundTripMs(): number | null;
  /** Counts the calls for reports, which a crowd's rows are. */
  readonly calls?: ReadonlySignal<number>;
  /** Tells how the player stood at a local `performance.now()`: each second, and on change. */
  onReport(report: PlayerReport, atLocalMs: number): void;
  /** The element was moved by neither the pilot nor the page: an act of the viewer's own. */
  onOutsideAct(act: OutsideAct): void;
}

/** Holds the one video element: follows the room with it, or obeys the viewer. */
export interface Pilot {
  readonly view: ReadonlySignal<PlayerView>;
  readonly syncView: ReadonlySignal<SyncView>;
  /** What is known of a stream and what can be chosen of it; null for a film without choices. */
  readonly stream: ReadonlySignal<EngineFacts | null>;
  /** Takes one of what `stream` offers. */
  choose(choice: StreamChoice): void;
  /** How far off the element was over the last minute, oldest first; for who looks at it. */
  syncErrors(): readonly SyncError[];
  /** How the last pieces of the film came in. */
  readonly segments: Pick<SegmentTimes, "recent" | "watch">;
  /** What came in lately, and what the film takes; costs a little, so for who looks at it. */
  flow(): FlowView;
  /** Another film; it replaces the one before with all its problems. */
  load(film: Film): void;
  /** The same film again after a problem: who is free goes on from the same place and speed. */
  reload(): void;
  /** No film: what plays stops and the player is empty until the next one. */
  unload(): void;
  /** The viewer's own acts, for a player that does not follow. */
  play(): void;
  pause(): void;
  seek(positionS: number): void;
  setSpeed(speed: number): void;
  /** One jump onto a line, in its state and speed; afterwards the element is left alone. */
  jump(line: ScheduledLine & { readonly speed: number }): void;
  /** Where the line is has changed by itself: goes there at once rather than by bending. */
  settle(): void;
  /** To be called inside a tap's handler: from there browsers let sound begin. */
  unblock(): void;
  /** @param volume 0..1 */
  setVolume(volume: number): void;
  setMuted(isMuted: boolean): void;
  /** Where the film is now, and how fast it moves: 0 unless the picture does. */
  positionNow(): { positionS: number; rate: number; atLocalMs: number };
  close(): void;
}
