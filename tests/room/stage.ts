import type {
  CommandOf,
  RoomEvent,
  Source,
  Timeline,
} from "@/lib/protocol/mod.ts";
import {
  createRoom,
  type Effect,
  join,
  lose,
  type Now,
  reduce,
  resume,
  type Room,
  type RoomCommand,
  type RoomCommandType,
  setReachable,
  type Step,
  tick,
} from "@/lib/room/mod.ts";
import { scheduledPositionAt } from "@/lib/time/mod.ts";
import { GOOD } from "../protocol/frames.ts";

/** The film that every stage begins with. */
export const FILM: Source = { kind: "film", path: "001.mp4" };

/** Something that was sent, to whom and when. */
export interface Sent {
  readonly atMs: number;
  readonly to: "all" | string;
  readonly event: RoomEvent;
}

/**
 * A room with the hub's part played by hand: time passes when it is told to, ticks come at 4 Hz
 * and when an effect asks, and everything sent is kept.
 */
export class Stage {
  room: Room;
  nowMs = 100_000;
  readonly sent: Sent[] = [];
  /** The instants at which something was to be kept. */
  readonly kept: number[] = [];
  #wakesMs: number[] = [];
  #ids = 0;

  constructor(room?: Room) {
    this.room = room ?? createRoom("17", FILM, this.now());
  }

  now(): Now {
    return { nowMs: this.nowMs, wallMs: 1.7e12 + this.nowMs };
  }

  apply(step: Step): readonly Effect[] {
    this.room = step.room;
    for (const effect of step.effects) {
      if (effect.type === "wake") this.#wakesMs.push(effect.atMs);
      else if (effect.type === "keep") this.kept.push(this.nowMs);
      else if (effect.type === "send") {
        this.sent.push({
          atMs: this.nowMs,
          to: effect.to === "all" ? "all" : effect.to.viewer,
          event: effect.event,
        });
      }
    }
    return step.effects;
  }

  /** Takes viewers in; their ids are their names. */
  join(...names: string[]): void {
    for (const name of names) this.enter(name, name);
  }

  /** Takes one in who asks for a name. */
  enter(id: string, askedName: string): void {
    const token = `token-${id}`;
    const newcomer = { id, token, askedName, device: "desktop" } as const;
    this.apply(join(this.room, newcomer, this.now()));
  }

  /** A command with good fields, changed as said; pressed now. */
  send<K extends RoomCommandType>(
    from: string,
    type: K,
    change: Partial<CommandOf<K>> = {},
  ): readonly Effect[] {
    const good: CommandOf<K> = GOOD[type];
    const fields = { ...good, ...this.#pressed(), ...change };
    // One type with its own fields, put together by hand.
    const command = { type, ...fields } as unknown as RoomCommand;
    return this.apply(reduce(this.room, from, command, this.now()));
  }

  /** A report of one who is where the room is, unless said otherwise. */
  report(from: string, change: Partial<CommandOf<"report">> = {}): void {
    const { timeline } = this.room;
    const plays = timeline.rate > 0 && this.nowMs >= timeline.atMs;
    this.send(from, "report", {
      revision: timeline.revision,
      atMs: this.nowMs,
      positionS: this.positionS(),
      rate: plays ? timeline.rate : 0,
      speed: timeline.speed,
      state: plays ? "playing" : "paused",
      following: this.room.viewers.get(from)?.following ?? true,
      sourceId: timeline.sourceId,
      durationS: 7200,
      bufferedS: 30,
      ...change,
    });
  }

  /** Nobody answers any more behind a link that is still there. */
  unheard(id: string): void {
    this.room = setReachable(this.room, id, false).room;
  }

  lose(id: string): void {
    this.apply(lose(this.room, id, this.now()));
  }

  resume(id: string): void {
    this.apply(resume(this.room, id, this.now()));
  }

  /** Lets time pass; `each` runs before every tick. */
  pass(spanMs: number, each: () => void = () => {}): void {
    const endMs = this.nowMs + spanMs;
    while (this.nowMs < endMs) {
      const nextMs = Math.min(
        endMs,
        this.nowMs + 250,
        ...this.#wakesMs.filter((atMs) => atMs > this.nowMs),
      );
      this.nowMs = nextMs;
      this.#wakesMs = this.#wakesMs.filter((atMs) => atMs > nextMs);
      each();
      this.apply(tick(this.room, this.now()));
    }
  }

  /** Where the room's film is now, in seconds. */
  positionS(): number {
    const { timeline } = this.room;
    return scheduledPositionAt(timeline, this.nowMs, timeline.durationS);
  }

  /** The timelines that were sent to all. */
  timelines(): readonly (Timeline & { readonly sentMs: number })[] {
    return this.sent.flatMap(({ to, event, atMs }) =>
      to === "all" && event.type === "timeline"
        ? [{ ...event.timeline, sentMs: atMs }]
        : []
    );
  }

  /** What the room told, in short: who, what, about whom. */
  told(): readonly string[] {
    return this.sent.flatMap(({ event }) =>
      event.type === "line" && event.line.what !== null
        ? [
          [event.line.by, event.line.what, event.line.about].filter((part) =>
            part !== null
          ).join(" "),
        ]
        : []
    );
  }

  /** Forgets what was sent so far. */
  forget(): void {
    this.sent.length = 0;
  }

  #pressed(): { id: string; pressedAtMs: number } {
    return { id: `c${++this.#ids}`, pressedAtMs: this.nowMs };
  }
}
