import assert from "node:assert/strict";
import {
  COMMAND_AGE_MAX_MS,
  HISTORY_MAX,
  REPORTS_KEPT_MAX,
  type RoomEvent,
} from "@/lib/protocol/mod.ts";
import type { Room, RoomCommand } from "@/lib/room/mod.ts";
import type { Action, Reading } from "@/lib/sync/mod.ts";
import type { Cinema } from "./cinema.ts";
import { FILM_S, type Seat } from "./seat.ts";
import { scheduledPositionAt } from "@/lib/time/mod.ts";

/** Shortest time between two corrections of the guard, in ms, as product rules say. */
const GUARD_REST_MS = 5000;
/** Broadcasts of the timeline within any second at most. */
const BROADCASTS_MAX = 10;
/** How wrong the date of a press may be, in ms: the worst clock of the sim. */
const PRESS_DOUBT_MS = 300;
/** Longest lead of product rules, in ms, and one to spare. */
const LEAD_MAX_MS = 1501;
/** Error without which nobody is pulled, in ms. */
const CAUSE_MS = 50;
/** Largest bends, as a share: after an event, and when all is calm. */
const BEND_MAX = { quick: 0.0801, calm: 0.0201 } as const;
/** How long after something bends may be quick, in ms. */
const QUICK_MS = 5000;

/** What must hold at every step of every evening. */
export class Promises {
  readonly #cinema: Cinema;
  readonly #seen = new Map<Seat, number>();
  readonly #sought = new Map<Seat, { revision: number; atMs: number }>();
  readonly #playedMs = new Map<Seat, number>();
  readonly #broadcastsMs: number[] = [];
  /** Server ms, as the rule counts: the same span of true time is rounded otherwise. */
  #correctedMs = -Infinity;
  /** True ms of the last change of the timeline. */
  #changedMs = -Infinity;
  /** Corrections of the guard, true ms. */
  readonly corrections: number[] = [];
  /** Seeks of every seat, true ms. */
  readonly seeks: { readonly seat: Seat; readonly atMs: number }[] = [];
  /** Bends, true ms. */
  readonly bends: { readonly seat: Seat; readonly atMs: number }[] = [];

  constructor(cinema: Cinema) {
    this.#cinema = cinema;
  }

  get #nowMs(): number {
    return this.#cinema.world.nowMs;
  }

  /** The room has changed. */
  onRoom(before: Room): void {
    const { room } = this.#cinema;
    const { timeline, guard, viewers, history } = room;
    const serverMs = this.#cinema.serverMs();
    assert.ok(
      timeline.revision >= before.timeline.revision,
      "the room's revision went back",
    );
    if (timeline.revision > before.timeline.revision) {
      this.#changedMs = this.#nowMs;
      const leadMs = timeline.atMs - serverMs;
      assert.ok(
        leadMs >= 60 && leadMs <= LEAD_MAX_MS,
        `a start is scheduled ${leadMs} ms ahead`,
      );
      this.#checkCorrection();
    }
    assert.ok(timeline.positionS >= 0 && timeline.positionS <= FILM_S);
    assert.ok(history.length <= HISTORY_MAX);
    assert.ok(guard.excused.size <= viewers.size + 1);
    assert.ok(
      guard.wait === null || timeline.rate === 0,
      "a room that waits does not move",
    );
    for (const { reports, following } of viewers.values()) {
      assert.ok(reports.length <= REPORTS_KEPT_MAX);
      assert.ok(!guard.on || following, "free under the guard");
    }
  }

  /** Something was sent. */
  onEvent(event: RoomEvent, isToAll: boolean): void {
    if (event.type === "timeline" && isToAll) {
      this.#broadcastsMs.push(this.#nowMs);
      const within = this.#broadcastsMs.filter((atMs) =>
        this.#nowMs - atMs < 1000
      );
      assert.ok(
        within.length <= BROADCASTS_MAX,
        `${within.length} timelines within a second`,
      );
      if (this.#broadcastsMs.length > 50) this.#broadcastsMs.shift();
    }
    if (event.type === "line" && event.line.what === "stall") {
      const seat = this.#cinema.seats.find(({ id }) => id === event.line.by);
      assert.ok(
        seat === undefined || this.#wasStuck(seat),
        `${seat?.id} is said to stall and does not`,
      );
    }
  }

  /** A viewer's command was answered. */
  onCommand(
    { before, command, pressedTrueMs }: {
      readonly before: Room;
      readonly command: RoomCommand;
      readonly pressedTrueMs: number;
    },
  ): void {
    if (!("pressedAtMs" in command)) return;
    const ageMs = this.#nowMs - pressedTrueMs;
    assert.ok(
      ageMs < COMMAND_AGE_MAX_MS + PRESS_DOUBT_MS ||
        this.#cinema.room.timeline.revision === before.timeline.revision ||
        this.#cinema.seats.some(({ clock }) => clock.fault === "step"),
      `a press of ${ageMs} ms ago moved the room`,
    );
  }

  /** A viewer has heard something. */
  onSeen(seat: Seat): void {
    const revision = seat.signals.timeline.peek()?.revision ?? 0;
    const known = this.#seen.get(seat) ?? 0;
    assert.ok(
      revision >= known,
      `${seat.id} went back from ${known} to ${revision}`,
    );
    this.#seen.set(seat, revision);
  }

  /** A follower moves its element. */
  onAction(seat: Seat, action: Action, reading: Reading): void {
    const nowMs = this.#nowMs;
    if (action.type === "rate" && action.isBend) {
      this.bends.push({ seat, atMs: nowMs });
      const speed = seat.signals.timeline.peek()?.speed ?? 1;
      const share = Math.abs(action.rate / speed - 1);
      const sinceMs = nowMs -
        Math.max(
          this.#changedMs,
          seat.disturbedMs,
          this.#soughtMs(seat),
          this.#playedMs.get(seat) ?? -Infinity,
        );
      const isQuick = sinceMs < QUICK_MS || seat.clock.fault === "step";
      assert.ok(
        share <= (isQuick ? BEND_MAX.quick : BEND_MAX.calm),
        `${seat.id} bends by ${share} after ${sinceMs} ms of calm`,
      );
    }
    if (action.type === "play") this.#playedMs.set(seat, nowMs);
    if (action.type !== "seek") return;
    this.seeks.push({ seat, atMs: nowMs });
    assert.ok(reading.readyState >= 1, "a seek before the film is known");
    const last = this.#sought.get(seat);
    assert.ok(
      !reading.isSeeking || last === undefined || nowMs - last.atMs > 500 ||
        nowMs - Math.max(seat.clock.steppedMs, seat.disturbedMs) < 1000,
      `${seat.id} seeks while seeking`,
    );
    const timeline = seat.signals.timeline.peek();
    if (timeline === null) return;
    const { revision } = timeline;
    this.#sought.set(seat, { revision, atMs: nowMs });
    if (last?.revision !== revision) return;
    const serverMs = this.#cinema.serverMs();
    const trueS = scheduledPositionAt(timeline, serverMs, FILM_S);
    const offMs = 1000 * Math.abs(trueS - reading.positionS);
    // Who stands paused is on the way, and lands anew where a landing came too late.
    const hasCause = offMs > CAUSE_MS || reading.isPaused ||
      seat.clock.fault === "coarse" ||
      nowMs - seat.clock.steppedMs < 4000 ||
      nowMs - seat.disturbedMs < 2000;
    assert.ok(
      hasCause,
      `${seat.id} is pulled again for revision ${revision}, ${offMs} ms off`,
    );
  }

  #soughtMs(seat: Seat): number {
    return this.#sought.get(seat)?.atMs ?? -Infinity;
  }

  /** What the guard does by itself: seldom, and for somebody who is truly late. */
  #checkCorrection(): void {
    const { room, seats } = this.#cinema;
    const { how, by } = room.timeline;
    if (by !== null || (how !== "guard" && how !== "wait")) return;
    const serverMs = this.#cinema.serverMs();
    const sinceMs = serverMs - this.#correctedMs;
    assert.ok(
      sinceMs >= GUARD_REST_MS,
      `the guard corrected twice within ${sinceMs} ms`,
    );
    this.#correctedMs = serverMs;
    this.corrections.push(this.#nowMs);
    // What just changed is not known to the room yet.
    const counted = seats.filter((seat) =>
      (!seat.isElsewhere && !seat.isHidden) ||
      this.#nowMs - seat.disturbedMs < 4000
    );
    assert.ok(counted.length >= 2, "the guard acts for one who is alone");
    assert.ok(
      counted.some((seat) =>
        this.#nowMs - seat.disturbedMs < 12_000 || this.#wasStuck(seat) ||
        this.#nowMs - this.#soughtMs(seat) < 5000
      ),
      "the guard corrects for nobody",
    );
  }

  #wasStuck({ stuckSinceMs, disturbedMs }: Seat): boolean {
    return stuckSinceMs !== null || this.#nowMs - disturbedMs < 3000;
  }
}
