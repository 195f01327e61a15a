import { type Dice, dice } from "@/lib/base/mod.ts";
import {
  createRoom,
  type Effect,
  guardState,
  type Now,
  type Room,
  type RoomCommand,
  rowsOf,
  type Step,
} from "@/lib/room/mod.ts";
import type { Action, Reading } from "@/lib/sync/mod.ts";
import { scheduledPositionAt } from "@/lib/time/mod.ts";
import type { Lane } from "./line.ts";
import type { ClockFault } from "./local_clock.ts";
import { Promises } from "./promises.ts";
import { type Around, FILM_S, Seat } from "./seat.ts";
import { SHIPPED, type Shipped } from "./shipped.ts";
import { World } from "./world.ts";

/** The server's clock minus true time, in ms. */
const SERVER_AHEAD_MS = 1_000_000;

/**
 * A room of the shipped rules and its viewers with shipped clocks and followers, in one thread and
 * without a socket or a frame: a thousand evenings take seconds. The world owns clocks, network and
 * dice; what must hold is checked after everything that happens.
 */
export class Cinema implements Around {
  readonly world = new World();
  readonly seats: Seat[] = [];
  readonly shipped: Shipped;
  readonly promises = new Promises(this);
  room: Room;
  readonly #roll: Dice;
  #wakesMs = Infinity;
  #cancelWake = () => {};
  #names = 0;

  constructor(seed: number, shipped: Shipped = SHIPPED) {
    this.#roll = dice(seed);
    this.shipped = shipped;
    this.room = createRoom("17", { kind: "film", path: "1.mp4" }, this.#now());
  }

  /** Somebody comes in, with a copy of the film that may be shorter. */
  enter(lane: Lane, fault: ClockFault = "drift", filmS = FILM_S): Seat {
    const id = `viewer${++this.#names}`;
    const seat = new Seat(id, this, {
      roll: dice(this.#roll.whole(1, 1e9)),
      lane,
      fault,
      filmS,
    });
    this.seats.push(seat);
    const newcomer = { id, token: `t-${id}`, askedName: id, device: "desktop" };
    this.#apply(
      this.shipped.join(
        this.room,
        { ...newcomer, device: "desktop" },
        this.#now(),
      ),
    );
    this.#welcome(seat);
    return seat;
  }

  /** Somebody closes the page. */
  leave(seat: Seat): void {
    seat.isThere = false;
    seat.element.apply({ type: "pause" });
    this.seats.splice(this.seats.indexOf(seat), 1);
    this.#apply(this.shipped.lose(this.room, seat.id, this.#now()));
  }

  /** A link breaks and comes back after a while. */
  breakLink(seat: Seat, forMs: number): void {
    seat.cut();
    this.#apply(this.shipped.lose(this.room, seat.id, this.#now()));
    seat.disturbedMs = this.world.nowMs + forMs;
    this.world.after(forMs, () => {
      if (!seat.isThere) return;
      seat.cut();
      this.#apply(
        this.room.viewers.has(seat.id)
          ? this.shipped.resume(this.room, seat.id, this.#now())
          : this.shipped.join(
            this.room,
            {
              id: seat.id,
              token: `t-${seat.id}`,
              askedName: seat.id,
              device: "desktop",
            },
            this.#now(),
          ),
      );
      this.#welcome(seat);
    });
  }

  receive(seat: Seat, command: RoomCommand, pressedTrueMs: number): void {
    const before = this.room;
    const step = this.shipped.reduce(before, seat.id, command, this.#now());
    this.#apply(step);
    this.promises.onCommand({ before, command, pressedTrueMs });
  }

  serverMs(): number {
    return this.world.nowMs + SERVER_AHEAD_MS;
  }

  onAction(seat: Seat, action: Action, reading: Reading): void {
    this.promises.onAction(seat, action, reading);
  }

  onSeen(seat: Seat): void {
    this.promises.onSeen(seat);
  }

  /** Lets time pass. */
  pass(spanMs: number): void {
    this.world.runUntil(this.world.nowMs + spanMs);
  }

  /** Where the room's film is, in s, true. */
  roomS(): number {
    return scheduledPositionAt(this.room.timeline, this.serverMs(), FILM_S);
  }

  #now(): Now {
    return { nowMs: this.serverMs(), wallMs: 1.7e12 + this.world.nowMs };
  }

  /** As much of a welcome as a follower needs. */
  #welcome(seat: Seat): void {
    const serverMs = this.serverMs();
    const { timeline, guard } = this.room;
    seat.send({ type: "timeline", serverMs, timeline });
    seat.send({ type: "guard", serverMs, guard: guardState(guard) });
    seat.burst();
    const changed = rowsOf(this.room);
    seat.send({ type: "rows", serverMs, changed, gone: [] });
  }

  #apply({ room, effects }: Step): void {
    const before = this.room;
    this.room = room;
    for (const effect of effects) this.#perform(effect);
    if (room.timeline !== before.timeline || room.guard !== before.guard) {
      this.promises.onRoom(before);
    }
    this.#wakeAt(this.serverMs() + 250);
  }

  #perform(effect: Effect): void {
    if (effect.type === "wake") return this.#wakeAt(effect.atMs);
    if (effect.type !== "send") return;
    const { to, event } = effect;
    this.promises.onEvent(event, to === "all");
    for (const seat of this.seats) {
      const viewer = this.room.viewers.get(seat.id);
      const isOpen = viewer !== undefined && viewer.lostAtMs === null;
      if (isOpen && (to === "all" || to.viewer === seat.id)) seat.send(event);
    }
  }

  #wakeAt(atMs: number): void {
    if (this.#wakesMs <= atMs) return;
    this.#cancelWake();
    this.#wakesMs = atMs;
    this.#cancelWake = this.world.after(atMs - this.serverMs(), () => {
      this.#wakesMs = Infinity;
      this.#apply(this.shipped.tick(this.room, this.#now()));
    });
  }
}
