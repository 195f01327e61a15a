import assert from "node:assert/strict";
import { getLogger } from "@logtape/logtape";
import { type Dice, dice } from "@/lib/base/mod.ts";
import { createLocalBus } from "@/lib/bus/mod.ts";
import { Hub } from "@/lib/hub/mod.ts";
import { Counters } from "@/lib/observe/mod.ts";
import { HISTORY_MAX, REPORTS_KEPT_MAX } from "@/lib/protocol/mod.ts";
import type { Room } from "@/lib/room/mod.ts";
import { createMemoryStore } from "@/lib/store/mod.ts";
import type { Line } from "./net.ts";
import { Timers } from "./timers.ts";
import { Viewer } from "./viewer.ts";

/** Shortest time between two corrections of the guard, in ms, as product rules say. */
const GUARD_REST_MS = 5000;

/** A server and its viewers, in a world that owns clocks, network and dice. */
export class House {
  readonly timers = new Timers();
  readonly roll: Dice;
  readonly viewers: Viewer[] = [];
  /** Called with the room whenever it has changed. */
  onChange: (room: Room) => void = () => {};
  readonly #store = createMemoryStore();
  #hub: Hub;
  /** The server's monotonic clock minus true time, in ms: it starts anew with each run. */
  #serverOffsetMs = 0;
  #names = 0;
  #correctedMs = -Infinity;
  #checked = 0;
  #checkedRoom: Room | null = null;

  constructor(seed: number) {
    this.roll = dice(seed);
    this.#hub = this.#start();
  }

  get hub(): Hub {
    return this.#hub;
  }

  /** Server's monotonic ms. */
  get serverMs(): number {
    return this.timers.nowMs + this.#serverOffsetMs;
  }

  /** Somebody opens the page. */
  enter(name: string, line: Line, browser: string | null = null): Viewer {
    const viewer = new Viewer(name, line, {
      timers: this.timers,
      roll: this.roll,
      hub: () => this.#hub,
    }, browser);
    this.viewers.push(viewer);
    return viewer;
  }

  /** The server stops in good order and starts again: rooms come from the store. */
  restart(): void {
    this.#hub.close();
    for (const viewer of this.viewers) {
      viewer.cut("reset");
      viewer.forgetRun();
    }
    this.#hub = this.#start();
  }

  /** Lets time pass, with all invariants checked after everything that happens. */
  pass(spanMs: number): void {
    this.timers.runUntil(this.timers.nowMs + spanMs, () => this.#check());
  }

  #start(): Hub {
    this.#serverOffsetMs = this.roll.whole(0, 1e6) - this.timers.nowMs;
    this.#checked = 0;
    this.#correctedMs = -Infinity;
    return new Hub({
      bus: createLocalBus(),
      store: this.#store,
      clock: {
        nowMs: () => this.serverMs,
        wallMs: () => 1.7e12 + this.timers.nowMs,
        after: (delayMs, callback) => this.timers.after(delayMs, callback),
      },
      counters: new Counters(),
      log: getLogger(["17kan", "test"]),
      firstSource: { kind: "film", path: "001.mp4" },
      rollName: (kind) => `${kind}${++this.#names}`,
    });
  }

  #check(): void {
    const room = this.#hub.room("17");
    if (room === null) return;
    const { timeline, viewers, history, told, guard } = room;
    assert.ok(
      timeline.revision >= this.#checked,
      "the room's revision went back",
    );
    if (timeline.revision > this.#checked) {
      assert.ok(this.#checked === 0 || timeline.revision - this.#checked <= 2);
      this.#checked = timeline.revision;
      if (
        timeline.by === null &&
        (timeline.how === "guard" || timeline.how === "wait")
      ) {
        const sinceMs = this.serverMs - this.#correctedMs;
        assert.ok(
          sinceMs >= GUARD_REST_MS,
          `the guard corrected twice within ${sinceMs} ms`,
        );
        this.#correctedMs = this.serverMs;
      }
    }
    if (room === this.#checkedRoom) return;
    this.#checkedRoom = room;
    this.onChange(room);
    assert.ok(timeline.positionS >= 0 && timeline.atMs - this.serverMs <= 1501);
    assert.ok(history.length <= HISTORY_MAX && told.size <= 200);
    assert.ok(guard.excused.size <= viewers.size + 1);
    assert.ok(
      !guard.on || [...viewers.values()].every(({ following }) => following),
      "free under the guard",
    );
    assert.ok(
      guard.wait === null || timeline.rate === 0,
      "a room that waits does not move",
    );
    for (const { reports, recentIds } of viewers.values()) {
      assert.ok(reports.length <= REPORTS_KEPT_MAX && recentIds.length <= 64);
    }
  }
}
