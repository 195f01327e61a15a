import type { CommandOf, PlayState } from "@/lib/protocol/mod.ts";
import { lineAt, scheduledPositionAt } from "@/lib/time/mod.ts";
import type { Stage } from "./stage.ts";

/** What may be wrong with a peer's player. */
export interface Trouble {
  /** Share of the room's speed that its decoder reaches. */
  share?: number;
  /** How far behind, in seconds, it seeks to where the room is; never where left out. */
  catchesUpAtS?: number;
  /** A state other than the room's: `waiting`, `loading`, `blocked`, `paused`. */
  state?: PlayState | null;
  /** No report at all. */
  silent?: boolean;
  /** Whether nobody sees its page. */
  hidden?: boolean;
  /** What its own copy is to the room's film. */
  copy?: "same" | "version" | "different";
  /** Whether it has set how much later its version comes. */
  aligned?: boolean;
  /** Seconds of film ahead; plenty where left out. */
  bufferedS?: number;
  /** The film it plays; the room's where left out. */
  sourceId?: number | null;
}

/** A viewer whose player lands on every new timeline and then does as well as it can. */
export class Peer {
  readonly id: string;
  positionS = 0;
  trouble: Trouble = {};
  #revision = 0;
  #atMs: number;
  readonly #stage: Stage;

  constructor(stage: Stage, id: string) {
    this.id = id;
    this.#stage = stage;
    this.#atMs = stage.nowMs;
    stage.join(id);
  }

  /** Moves the picture to now and reports it. */
  step(): void {
    const { timeline } = this.#stage.room;
    const { nowMs } = this.#stage;
    const { share = 1, state = null, silent = false } = this.trouble;
    const line = lineAt(timeline, nowMs);
    const moves = line.rate > 0 && state === null;
    if (
      this.#revision !== timeline.revision && nowMs >= timeline.atMs &&
      state !== "loading"
    ) {
      this.#revision = timeline.revision;
      this.positionS = scheduledPositionAt(timeline, nowMs, timeline.durationS);
    } else if (moves) {
      this.positionS += line.rate * share * (nowMs - this.#atMs) / 1000;
    }
    this.#atMs = nowMs;
    const roomS = scheduledPositionAt(timeline, nowMs, timeline.durationS);
    if (
      moves && roomS - this.positionS > (this.trouble.catchesUpAtS ?? Infinity)
    ) {
      this.positionS = roomS;
    }
    if (silent) return;
    const change: Partial<CommandOf<"report">> = {
      positionS: state === "loading" ? 0 : this.positionS,
      rate: moves ? line.rate * share : 0,
      state: state ?? (moves ? "playing" : "paused"),
      hidden: this.trouble.hidden ?? false,
      ...(this.trouble.copy === undefined ? {} : { copy: this.trouble.copy }),
      aligned: this.trouble.aligned,
      ...(this.trouble.bufferedS === undefined
        ? {}
        : { bufferedS: this.trouble.bufferedS }),
      sourceId: this.trouble.sourceId === undefined
        ? timeline.sourceId
        : this.trouble.sourceId,
    };
    this.#stage.report(this.id, change);
  }
}
