import type { Logger } from "@logtape/logtape";
import { unreachable } from "@/lib/base/mod.ts";
import type { Bus, Post } from "@/lib/bus/mod.ts";
import {
  CLOSE,
  encodeEvent,
  type ErrorCode,
  type EventOf,
  type RoomEvent,
  ROWS_BROADCAST_MS,
} from "@/lib/protocol/mod.ts";
import {
  type Effect,
  excuseSleep,
  join,
  lose,
  type Newcomer,
  type Now,
  reduce,
  resume,
  type Room,
  type RoomCommand,
  setReachable,
  type Step,
  tick,
  type Viewer,
} from "@/lib/room/mod.ts";
import { Delivery, hasteOf } from "./delivery.ts";
import { HeardReports } from "./heard_reports.ts";
import type { Link } from "./link.ts";
import type { HubClock } from "./ports.ts";
import type { Turns } from "./turns.ts";
import { welcome, type WelcomeFacts } from "./welcome.ts";

/** A timer that is this late, in ms, means that the process stood still: no load delays it so. */
const SLEPT_MS = 1500;
/** What a host needs, and whom it tells. */
export interface RoomHostParts {
  readonly bus: Bus;
  readonly clock: HubClock;
  /** When many links may be served. */
  readonly turns: Turns;
  readonly log: Logger;
  /** Names this run of the server. */
  readonly epoch: string;
  /** Writes the room down; says where it is kept now. */
  keep(room: Room): EventOf<"ack">["kept"];
  /** How often changed rows go out, in ms. */
  rowsEveryMs(): number;
  /** Whether the disk takes what it is given. */
  isDiskOk(): boolean;
  /** The rules refuse what a viewer asked. */
  onRefused(code: ErrorCode): void;
  /** The last viewer has left. */
  onEmpty(): void;
}

/** One room at work: asks the rules, performs their effects, and wakes them in time. */
export class RoomHost {
  #room: Room;
  readonly #parts: RoomHostParts;
  readonly #links = new Map<string, Link>();
  readonly #unsubscribe: () => void;
  readonly #delivery: Delivery;
  readonly #heardReports = new HeardReports();
  /** When rows went out last, or would have if any had changed. */
  #rowsMs = -Infinity;
  #wake: { readonly atMs: number; readonly cancel: () => void } | null = null;

  constructor(room: Room, parts: RoomHostParts) {
    this.#room = room;
    this.#parts = parts;
    this.#delivery = new Delivery({
      clock: parts.clock,
      turns: parts.turns,
      links: this.#links,
      heardReports: this.#heardReports,
      welcome: (viewerId, link) => this.welcome(viewerId, link),
    });
    this.#unsubscribe = parts.bus.subscribe(
      room.id,
      (post) => this.#delivery.deliver(post),
    );
    // A room that was written down may wait for those who sat in it, and not for ever.
    if (room.viewers.size > 0) this.#wakeAt(parts.clock.nowMs());
  }

  /** The room as it stands. */
  get room(): Room {
    return this.#room;
  }

  /** Takes somebody in; the link hears of the room from now on. */
  enter(newcomer: Newcomer, link: Link): void {
    this.#apply(join(this.#room, newcomer, this.#now()));
    this.#links.set(newcomer.id, link);
  }

  /** Somebody is back by a newer link; an older one that is still there is closed. */
  comeBack(
    viewerId: string,
    link: Link,
    caller: Pick<Viewer, "person" | "address">,
  ): void {
    this.#links.get(viewerId)?.close(CLOSE.replaced, "Opened in another tab");
    // The first that a link hears is its welcome, so that what it says is not said before.
    this.#unlink(viewerId);
    this.#apply(resume(this.#room, viewerId, this.#now(), caller));
    this.#links.set(viewerId, link);
  }

  /** Tells a viewer's link the room: all of it, or what they have not seen of it. */
  welcome(
    viewerId: string,
    link: Link,
    seen: WelcomeFacts["seen"] = null,
  ): void {
    const { epoch, clock, isDiskOk } = this.#parts;
    const serverMs = clock.nowMs();
    link.welcome(encodeEvent(
      welcome(this.#room, viewerId, {
        epoch,
        serverMs,
        diskOk: isDiskOk(),
        seen,
      }),
    ));
  }

  /** A viewer's command. */
  command(viewerId: string, command: RoomCommand): void {
    this.heard(viewerId);
    this.#apply(reduce(this.#room, viewerId, command, this.#now()));
  }

  /** What is not a viewer's to do: the host's, or the door's. */
  govern(rule: (room: Room, now: Now) => Step): void {
    this.#apply(rule(this.#room, this.#now()));
  }

  /** A viewer's link gave a sign of life. */
  heard(viewerId: string): void {
    if (this.#room.viewers.get(viewerId)?.reachable === false) {
      this.#apply(setReachable(this.#room, viewerId, true));
    }
  }

  /** Answers a report as a probe, with the next rows, where those are seldom and that saves frames. */
  answerReport(viewer: string, sentMs: number, serverMs: number): void {
    const areSeldom = this.#room.crowd !== null ||
      this.#parts.rowsEveryMs() > ROWS_BROADCAST_MS;
    if (areSeldom) this.#heardReports.add({ viewer, sentMs, serverMs });
  }

  /** A viewer's link is gone; false where a newer one has taken its place. */
  leave(viewerId: string, link: Link): boolean {
    if (this.#links.get(viewerId) !== link) return false;
    this.#unlink(viewerId);
    this.#apply(lose(this.#room, viewerId, this.#now()));
    return true;
  }

  /** Sends an event to everyone in the room. */
  announce(event: RoomEvent): void {
    this.#publish("all", event);
  }

  /** Ends all links and timers. */
  close(reason: string): void {
    for (const link of this.#links.values()) link.close(CLOSE.going, reason);
    this.#links.clear();
    this.#delivery.close();
    this.#wake?.cancel();
    this.#unsubscribe();
  }

  /** How often time is let pass: where rows are seldom twice for each, but with the guard on as ever. */
  #tickEveryMs(): number {
    const halfMs = this.#room.guard.on ? 0 : this.#parts.rowsEveryMs() / 2;
    return Math.max(ROWS_BROADCAST_MS, halfMs);
  }

  #now(): Now {
    return {
      nowMs: this.#parts.clock.nowMs(),
      wallMs: this.#parts.clock.wallMs(),
    };
  }

  #apply({ room, effects }: Step): void {
    const wasEmpty = this.#room.viewers.size === 0;
    this.#room = room;
    // Written before anybody hears of it: what was heard is never lost, nor a revision twice.
    const kept = effects.some(isLasting) ? this.#parts.keep(room) : undefined;
    for (const effect of effects) this.#perform(effect, kept);
    if (room.viewers.size > 0) {
      this.#wakeAt(this.#parts.clock.nowMs() + this.#tickEveryMs());
    } else if (!wasEmpty) this.#parts.onEmpty();
  }

  #perform(effect: Effect, kept: EventOf<"ack">["kept"]): void {
    switch (effect.type) {
      case "send": {
        const { to, event } = effect;
        if (event.type === "error") this.#parts.onRefused(event.code);
        if (event.type === "ack") return this.#publish(to, { ...event, kept });
        return this.#publish(to, event);
      }
      case "wake":
        return this.#wakeAt(effect.atMs);
      case "expel":
        return this.#expel(effect.viewer, effect.why);
      case "keep":
        return;
      default:
        unreachable(effect);
    }
  }

  #unlink(viewerId: string): void {
    this.#links.delete(viewerId);
    this.#heardReports.forget(viewerId);
  }

  #expel(viewerId: string, why: "kicked" | "banned"): void {
    const link = this.#links.get(viewerId);
    this.#unlink(viewerId);
    link?.close(CLOSE[why], "Sent out by the owner");
  }

  #publish(to: Post["to"], event: RoomEvent): void {
    this.#parts.bus.publish(this.#room.id, {
      to,
      frame: encodeEvent(event),
      haste: hasteOf(event.type),
    });
  }

  #wakeAt(atMs: number): void {
    if (this.#wake !== null && this.#wake.atMs <= atMs) return;
    this.#wake?.cancel();
    const delayMs = Math.max(0, atMs - this.#parts.clock.nowMs());
    const cancel = this.#parts.clock.after(delayMs, () => {
      this.#wake = null;
      this.#passTime(this.#parts.clock.nowMs() - atMs);
    });
    this.#wake = { atMs, cancel };
  }

  #passTime(lateMs: number): void {
    try {
      if (lateMs > SLEPT_MS) this.#excuseSleep(lateMs);
      this.#listen();
      const now = this.#now();
      // At the tick that is nearest to when they are due.
      const areRowsDue = now.nowMs - this.#rowsMs >=
        this.#parts.rowsEveryMs() - ROWS_BROADCAST_MS / 2;
      if (areRowsDue) this.#rowsMs = now.nowMs;
      this.#apply(tick(this.#room, now, areRowsDue));
    } catch (error) {
      // One broken rule must not stop the room's clock, nor the process.
      this.#parts.log.error("Cannot let time pass in a room: {reason}", {
        reason: error instanceof Error
          ? error.stack ?? error.message
          : `${error}`,
      });
      this.#wakeAt(this.#parts.clock.nowMs() + ROWS_BROADCAST_MS);
    }
  }

  #excuseSleep(lateMs: number): void {
    const now = this.#now();
    this.#room = excuseSleep(this.#room, lateMs, now);
    for (const link of this.#links.values()) link.excuseSleep(now.nowMs);
  }

  #listen(): void {
    const { nowMs } = this.#now();
    for (const [viewerId, link] of this.#links) {
      if (!link.listen(nowMs)) {
        this.#room = setReachable(this.#room, viewerId, false).room;
      }
    }
  }
}

function isLasting(effect: Effect): boolean {
  return effect.type === "keep" ||
    (effect.type === "send" && effect.event.type === "ack");
}
