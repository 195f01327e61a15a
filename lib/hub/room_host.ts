import { unreachable } from "@/lib/base/mod.ts";
import type { Bus, Post } from "@/lib/bus/mod.ts";
import {
  CLOSE,
  encodeEvent,
  type RoomEvent,
  ROWS_BROADCAST_MS,
} from "@/lib/protocol/mod.ts";
import {
  type Effect,
  join,
  lose,
  type Newcomer,
  type Now,
  reduce,
  resume,
  type Room,
  type RoomCommand,
  type Step,
  tick,
} from "@/lib/room/mod.ts";
import type { Link } from "./link.ts";
import type { HubClock } from "./ports.ts";
import { welcome } from "./welcome.ts";

/** What a host needs, and whom it tells. */
export interface RoomHostParts {
  readonly bus: Bus;
  readonly clock: HubClock;
  /** Names this run of the server. */
  readonly epoch: string;
  /** Something that must survive a restart changed. */
  onKeep(): void;
  /** The last viewer has left. */
  onEmpty(): void;
}

/** One room at work: asks the rules, performs their effects, and wakes them in time. */
export class RoomHost {
  #room: Room;
  readonly #parts: RoomHostParts;
  readonly #links = new Map<string, Link>();
  readonly #unsubscribe: () => void;
  #wake: { readonly atMs: number; readonly cancel: () => void } | null = null;

  constructor(room: Room, parts: RoomHostParts) {
    this.#room = room;
    this.#parts = parts;
    this.#unsubscribe = parts.bus.subscribe(
      room.id,
      (post) => this.#deliver(post),
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
  comeBack(viewerId: string, link: Link): void {
    this.#links.get(viewerId)?.close(CLOSE.replaced, "Opened in another tab");
    // The first that a link hears is its welcome, so that what it says is not said before.
    this.#links.delete(viewerId);
    this.#apply(resume(this.#room, viewerId, this.#now()));
    this.#links.set(viewerId, link);
  }

  /** Tells a viewer's link the whole room. */
  welcome(viewerId: string, link: Link): void {
    const { epoch, clock } = this.#parts;
    const serverMs = clock.nowMs();
    link.welcome(
      encodeEvent(welcome(this.#room, viewerId, { epoch, serverMs })),
    );
  }

  /** A viewer's command. */
  command(viewerId: string, command: RoomCommand): void {
    this.#apply(reduce(this.#room, viewerId, command, this.#now()));
  }

  /** A viewer's link is gone, unless a newer one has taken its place. */
  leave(viewerId: string, link: Link): void {
    if (this.#links.get(viewerId) !== link) return;
    this.#links.delete(viewerId);
    this.#apply(lose(this.#room, viewerId, this.#now()));
  }

  /** Sends an event to everyone in the room. */
  announce(event: RoomEvent): void {
    this.#publish("all", event);
  }

  /** Ends all links and timers. */
  close(reason: string): void {
    for (const link of this.#links.values()) link.close(CLOSE.going, reason);
    this.#links.clear();
    this.#wake?.cancel();
    this.#unsubscribe();
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
    for (const effect of effects) this.#perform(effect);
    if (room.viewers.size > 0) {
      this.#wakeAt(this.#parts.clock.nowMs() + ROWS_BROADCAST_MS);
    } else if (!wasEmpty) this.#parts.onEmpty();
  }

  #perform(effect: Effect): void {
    switch (effect.type) {
      case "send":
        return this.#publish(effect.to, effect.event);
      case "wake":
        return this.#wakeAt(effect.atMs);
      case "keep":
        return this.#parts.onKeep();
      default:
        unreachable(effect);
    }
  }

  #publish(to: Post["to"], event: RoomEvent): void {
    this.#parts.bus.publish(this.#room.id, {
      to,
      frame: encodeEvent(event),
      skippable: event.type === "rows",
    });
  }

  #deliver({ to, frame, skippable }: Post): void {
    if (to === "all") {
      for (const [viewerId, link] of this.#links) {
        if (skippable && link.needsWelcome) this.welcome(viewerId, link);
        else link.send(frame, skippable);
      }
    } else {
      this.#links.get(to.viewer)?.send(frame, skippable);
    }
  }

  #wakeAt(atMs: number): void {
    if (this.#wake !== null && this.#wake.atMs <= atMs) return;
    this.#wake?.cancel();
    const delayMs = Math.max(0, atMs - this.#parts.clock.nowMs());
    const cancel = this.#parts.clock.after(delayMs, () => {
      this.#wake = null;
      this.#apply(tick(this.#room, this.#now()));
    });
    this.#wake = { atMs, cancel };
  }
}
