import type { Dice } from "@/lib/base/mod.ts";
import { createRoomSignals } from "@/lib/client/room_signals.ts";
import { watchSleep } from "@/lib/client/sleep_watch.ts";
import type { PlayerReport } from "@/lib/player/film.ts";
import { playState } from "@/lib/player/play_state.ts";
import { createReporter } from "@/lib/player/reporter.ts";
import { createSeekWishes } from "@/lib/player/seek_wishes.ts";
import type { CommandOf, RoomEvent } from "@/lib/protocol/mod.ts";
import type { RoomCommand } from "@/lib/room/mod.ts";
import {
  type Action,
  begin,
  type Course,
  isReady,
  NO_STALL,
  type Reading,
  type Seen,
} from "@/lib/sync/mod.ts";
import {
  awake,
  type ClockEstimate,
  lineAt,
  nextProbeInMs,
  NO_CLOCK,
} from "@/lib/time/mod.ts";
import { createLane, type Lane } from "./line.ts";
import { type ClockFault, LocalClock } from "./local_clock.ts";
import { ModelElement } from "./model_element.ts";
import type { Shipped } from "./shipped.ts";
import type { World } from "./world.ts";

/** Length of every film, in s, but for a copy that is told to be shorter. */
export const FILM_S = 5400;
/** Between two looks at the player, in ms, as the pilot has it. */
const SHOW_MS = 240;

/** What a seat tells the cinema around it. */
export interface Around {
  readonly world: World;
  readonly shipped: Shipped;
  /** A command has come through the line. */
  receive(seat: Seat, command: RoomCommand, pressedTrueMs: number): void;
  /** True server's clock. */
  serverMs(): number;
  onAction(seat: Seat, action: Action, reading: Reading): void;
  onSeen(seat: Seat): void;
}

/** Somebody in the cinema: shipped clock, follower, reporter, on a model element. */
export class Seat {
  readonly id: string;
  readonly element: ModelElement;
  readonly clock: LocalClock;
  readonly signals = createRoomSignals();
  memory = begin();
  isHidden = false;
  isThere = true;
  /** Whether the film does not come, and since when in true ms. */
  stuckSinceMs: number | null = null;
  /** True ms of the last thing that may throw a viewer off: a stall, a sleep, a coming. */
  disturbedMs: number;
  #isElsewhere = false;
  readonly #cinema: Around;
  readonly #roll: Dice;
  readonly #lanes: { readonly up: LaneWay; readonly down: LaneWay };
  readonly #reporter = createReporter((report, atMs) =>
    this.#send(report, atMs)
  );
  #known = NO_CLOCK;
  readonly #wishes = createSeekWishes();
  #stall = NO_STALL;
  #cancel = () => {};
  #frozenUntilMs = -Infinity;
  #hangsUntilMs = -Infinity;
  /** For how long the clock stood still in all, in ms of true time: its timers stand with it. */
  #stoodMs = 0;
  #shownMs = -Infinity;
  #ids = 0;
  #epoch = 0;

  constructor(
    id: string,
    cinema: Around,
    { roll, lane, fault, filmS = FILM_S }: {
      roll: Dice;
      lane: Lane;
      fault: ClockFault;
      filmS?: number;
    },
  ) {
    this.id = id;
    this.#cinema = cinema;
    this.#roll = roll;
    const { world } = cinema;
    this.disturbedMs = world.nowMs;
    this.clock = new LocalClock(world, roll, fault);
    this.#lanes = {
      up: this.#hanging(createLane(world, roll, lane)),
      down: this.#hanging(createLane(world, roll, lane)),
    };
    this.element = new ModelElement(world, roll, filmS);
    this.element.onEvent = () => this.#step();
    watchSleep({
      nowMs: () => this.clock.read(),
      wallMs: () => world.nowMs,
      isHidden: () => this.isHidden,
      every: (periodMs, look) => this.#every(periodMs, look),
    }, () => this.burst());
    this.burst();
    this.#step();
  }

  /** Whether this viewer watches a film of their own. */
  get isElsewhere(): boolean {
    return this.#isElsewhere;
  }

  /** Watches a film of their own from now on, or the room's. */
  watch(what: "own" | "room"): void {
    this.#isElsewhere = what === "own";
    this.disturbedMs = this.#cinema.world.nowMs;
    this.memory = begin(this.memory.learnt);
    this.#step();
  }

  get isFrozen(): boolean {
    return this.#cinema.world.nowMs < this.#frozenUntilMs;
  }

  /** An event of the room on its way to this viewer. */
  send(event: RoomEvent): void {
    const epoch = this.#epoch;
    this.#lanes.down(() =>
      this.#whenAwake(() => {
        if (epoch !== this.#epoch || !this.isThere) return;
        const receivedMs = this.clock.read();
        const { addOneWay, applyEvent } = this.#cinema.shipped;
        this.#known = addOneWay(this.#known, {
          serverMs: event.type === "echo" ? NaN : serverMsOf(event),
          receivedMs,
        });
        applyEvent(this.signals, event);
        this.#cinema.onSeen(this);
        this.#step();
      })
    );
  }

  /** Presses a button that acts for all. */
  press(command: Pressable): void {
    const pressedAtMs = this.serverMs();
    if (pressedAtMs === null || this.isFrozen) return;
    const id = `c${++this.#ids}`;
    this.#up({ ...command, id, pressedAtMs } as RoomCommand);
  }

  /** Moves the player by the viewer's own hand, which makes them free. */
  act(what: "pause" | "seek"): void {
    if (this.signals.guard.peek().on || this.isFrozen) return;
    const { revision = 0 } = this.signals.timeline.peek() ?? {};
    const positionS = this.element.positionS + (what === "seek" ? 30 : 0);
    this.signals.following.value = false;
    if (what === "seek") this.#wishes.add();
    this.disturbedMs = this.#cinema.world.nowMs;
    this.memory = begin(this.memory.learnt);
    if (what === "pause") this.element.apply({ type: "pause" });
    else {
      this.element.apply({
        type: "seek",
        positionS,
        reason: "land",
        errorMs: 0,
      });
    }
    this.press({
      type: "act",
      revision,
      what,
      positionS,
      speed: 1,
      about: null,
    });
  }

  /** The film stops coming, or comes again. */
  stick(isStuck: boolean): void {
    this.stuckSinceMs = isStuck ? this.#cinema.world.nowMs : null;
    this.disturbedMs = this.#cinema.world.nowMs;
    this.element.stick(isStuck);
  }

  /** Stops the whole process; its clock goes on, or stands still as in a sleep. */
  freeze(spanMs: number, clockStands: boolean): void {
    const { world } = this.#cinema;
    if (this.isFrozen) return;
    this.#frozenUntilMs = world.nowMs + spanMs;
    this.element.halt(true);
    const wakeClock = clockStands ? this.clock.standStill() : () => {};
    if (clockStands) this.#stoodMs += spanMs;
    world.after(spanMs, () => {
      wakeClock();
      this.disturbedMs = world.nowMs;
      this.element.halt(false);
      this.#step();
    });
  }

  /** The page is hidden or seen again; a phone pauses what it hides. */
  hide(isHidden: boolean, isPhone = false): void {
    this.isHidden = isHidden;
    this.disturbedMs = this.#cinema.world.nowMs;
    this.element.suspend(isHidden && isPhone);
    if (!isHidden) this.burst();
    this.#step();
  }

  /** The line lets nothing through for a while; what was sent comes later, in order. */
  hang(spanMs: number): void {
    this.#hangsUntilMs = this.#cinema.world.nowMs + spanMs;
    this.disturbedMs = this.#hangsUntilMs;
  }

  /** Asks for the server's time at once and often, as after opening and waking up. */
  burst(): void {
    this.#known = awake(this.#known, this.clock.read());
    this.#probe(1);
  }

  /** What was on its way is lost, in both directions. */
  cut(): void {
    this.#epoch++;
  }

  /** What this viewer takes the server's clock for, in ms. */
  serverMs(): number | null {
    const localMs = this.clock.read();
    const { offsetMsAt } = this.#cinema.shipped;
    const offsetMs = offsetMsAt(this.#known, localMs);
    return offsetMs === null ? null : localMs + offsetMs;
  }

  /** Where this viewer's picture is by their own word. */
  seen(): Seen | null {
    const localMs = this.clock.read();
    const known = this.#estimate(localMs);
    if (known === null) return null;
    const { positionS, isPaused } = this.element.read();
    return {
      positionS,
      rate: isPaused ? 0 : this.memory.revision === null ? 1 : this.#speed(),
      atMs: localMs + known.offsetMs,
      uncertaintyMs: known.uncertaintyMs,
    };
  }

  #estimate(localMs: number): ClockEstimate | null {
    return this.#cinema.shipped.estimate(this.#known, localMs);
  }

  #speed(): number {
    return this.signals.timeline.peek()?.speed ?? 1;
  }

  #course(): Course | null {
    const timeline = this.signals.timeline.peek();
    return this.signals.following.peek() && !this.isElsewhere ? timeline : null;
  }

  #up(command: RoomCommand): void {
    const { world } = this.#cinema;
    const pressedMs = world.nowMs;
    const epoch = this.#epoch;
    this.#lanes.up(() => {
      if (epoch !== this.#epoch || !this.isThere) return;
      this.#cinema.receive(this, command, pressedMs);
    });
  }

  #hanging(lane: LaneWay): LaneWay {
    const { world } = this.#cinema;
    const pass = (deliver: () => void): void => {
      const leftMs = this.#hangsUntilMs - world.nowMs;
      if (leftMs > 0) world.after(leftMs, () => pass(deliver));
      else deliver();
    };
    return (deliver) => lane(() => pass(deliver));
  }

  #whenAwake(run: () => void): void {
    const { world } = this.#cinema;
    const leftMs = this.#frozenUntilMs - world.nowMs;
    if (leftMs > 0) world.after(leftMs, () => this.#whenAwake(run));
    else run();
  }

  /** A timer by this viewer's clock: what is left of it when that stands still is left when it goes on. */
  #after(delayMs: number, run: () => void): () => void {
    const { world } = this.#cinema;
    const stoodMs = this.#stoodMs;
    let cancel = world.after(delayMs, () => {
      const leftMs = this.#stoodMs - stoodMs;
      if (leftMs > 0) cancel = this.#after(leftMs, run);
      else this.#whenAwake(run);
    });
    return () => cancel();
  }

  #every(periodMs: number, look: () => void): () => void {
    return this.#after(periodMs, () => {
      if (!this.isThere) return;
      look();
      this.#every(periodMs, look);
    });
  }

  #probes = 0;

  #probe(count: number, chain = ++this.#probes): void {
    this.#whenAwake(() => {
      if (chain !== this.#probes || !this.isThere) return;
      const sentMs = this.clock.read();
      const epoch = this.#epoch;
      this.#lanes.up(() => {
        if (epoch !== this.#epoch) return;
        const serverMs = this.#cinema.serverMs();
        this.#lanes.down(() =>
          this.#whenAwake(() => {
            const receivedMs = this.clock.read();
            const { isTorn } = this.#known;
            this.#known = this.#cinema.shipped.addProbe(this.#known, {
              sentMs,
              serverMs,
              receivedMs,
            });
            if (this.#known.isTorn && !isTorn) this.#probe(1);
          })
        );
      });
      const waitMs = nextProbeInMs({ count, isHidden: this.isHidden });
      this.#after(waitMs, () => this.#probe(count + 1, chain));
    });
  }

  #step(): void {
    this.#cancel();
    if (this.isThere) this.#whenAwake(() => this.#stepNow());
  }

  #stepNow(): void {
    this.#cancel();
    const { world, shipped } = this.#cinema;
    const localMs = this.clock.read();
    const serverMs = this.serverMs();
    const course = this.#course();
    let wakeInMs = 250;
    if (course !== null && serverMs !== null) {
      const reading = this.element.read();
      const seen = { ...reading, isHidden: this.isHidden };
      const situation = { course, reading: seen, serverMs, localMs };
      const next = shipped.step(situation, this.memory);
      this.memory = next.memory;
      wakeInMs = next.wakeInMs;
      for (const action of next.actions) {
        this.#cinema.onAction(this, action, reading);
        this.element.apply(action);
      }
    }
    if (world.nowMs - this.#shownMs >= SHOW_MS) this.#show(localMs, serverMs);
    // A timer wakes a little late, once in a while much, and on a hidden page once a second.
    const lateMs = this.#roll.unit() < 0.02
      ? 15 * this.#roll.unit()
      : 1.5 * this.#roll.unit();
    const waitMs = this.isHidden ? Math.max(1000, wakeInMs) : wakeInMs;
    this.#cancel = this.#after(waitMs + lateMs, () => this.#step());
  }

  #show(localMs: number, serverMs: number | null): void {
    if (serverMs === null) return;
    this.#shownMs = this.#cinema.world.nowMs;
    const { timeline, following } = this.signals;
    this.#wishes.see(timeline.peek(), following.peek());
    const course = this.#course();
    const reading = { ...this.element.read(), isHidden: this.isHidden };
    const isWanted = course === null
      ? !reading.isPaused
      : lineAt(course, serverMs).rate > 0;
    const how = course === null ? null : this.signals.timeline.peek()?.how;
    this.#stall = this.#cinema.shipped.watch(this.#stall, {
      nowMs: localMs,
      isWanted: !reading.isEnded && (isWanted || how === "wait"),
      isMoving: isReady(reading) && (!reading.isPaused || course !== null),
      isSeeking: reading.isSeeking,
      seeks: this.#wishes.count(),
      isFailed: false,
      isHidden: this.isHidden,
      film: 1,
    });
    const state = playState({
      reading,
      hasFilm: true,
      hasProblem: false,
      isBlocked: false,
      isWanted: isWanted || (how === "wait" && !isReady(reading)),
    });
    const { learnt } = this.memory;
    const speed = course?.speed ?? 1;
    this.#reporter.offer({
      positionS: Math.max(0, reading.positionS),
      rate: state === "playing" ? speed : 0,
      speed,
      state,
      stalled: this.#stall.isStalled,
      bufferedS: this.stuckSinceMs === null ? 30 : 0,
      downloadBps: null,
      durationS: reading.durationS,
      sourceId: this.isElsewhere
        ? null
        : this.signals.timeline.peek()?.sourceId ?? null,
      film: "a.mp4",
      hidden: this.isHidden,
      playLatencyMs: Math.max(0, learnt.playFlushedMs),
      seekLatencyMs: learnt.seekNetwork.meanMs + learnt.seekNetwork.strayMs,
    }, localMs);
  }

  #send(report: PlayerReport, atLocalMs: number): void {
    const known = this.#estimate(atLocalMs);
    const timeline = this.signals.timeline.peek();
    if (known === null || timeline === null) return;
    this.#up({
      type: "report",
      ...report,
      revision: timeline.revision,
      atMs: atLocalMs + known.offsetMs,
      uncertaintyMs: known.uncertaintyMs,
      following: this.signals.following.peek(),
      oneWayMs: known.oneWayMs,
      jitterMs: known.jitterMs,
    });
  }
}

/** One direction of a line. */
type LaneWay = (deliver: () => void) => void;

/** A command for all, without what the press adds. */
export type Pressable =
  | { readonly type: "play" | "pause" | "follow" }
  | { readonly type: "seek"; readonly positionS: number }
  | { readonly type: "rate"; readonly speed: number }
  | { readonly type: "loop"; readonly on: boolean }
  | { readonly type: "guard"; readonly on: boolean }
  | {
    readonly type: "guardChoice";
    readonly viewer: string;
    readonly wait: boolean;
  }
  | ({ readonly type: "act" } & Omit<CommandOf<"act">, "id" | "pressedAtMs">);

function serverMsOf(event: RoomEvent): number {
  return "serverMs" in event ? event.serverMs : NaN;
}
