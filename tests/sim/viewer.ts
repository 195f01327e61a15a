import assert from "node:assert/strict";
import type { Dice } from "@/lib/base/mod.ts";
import {
  createHands,
  createSession,
  createWatching,
  type Hands,
  type LocalPlayer,
  type Session,
} from "@/lib/client/mod.ts";
import type { Hub } from "@/lib/hub/mod.ts";
import type { PlayState } from "@/lib/protocol/mod.ts";
import {
  lineAt,
  type ScheduledLine,
  scheduledPositionAt,
} from "@/lib/time/mod.ts";
import { type Line, Wire } from "./net.ts";
import type { Timers } from "./timers.ts";

/** What a simulated viewer lives in. */
export interface Surroundings {
  readonly timers: Timers;
  readonly roll: Dice;
  readonly hub: () => Hub;
}

/** A page's clock: it starts anywhere, drifts, and leaps where the machine slept. */
interface LocalClock {
  offsetMs: number;
  readonly drift: number;
}

/** Where the picture is at a local instant. */
interface Own {
  readonly positionS: number;
  readonly rate: number;
  readonly speed: number;
  readonly atMs: number;
}

/** Length of every film, in seconds. */
const FILM_S = 5400;

/**
 * A viewer with the shipped session and hands on a clock and a line of their own. The player is a
 * simple one: it is where it is told to be, unless it is stuck.
 */
export class Viewer {
  readonly name: string;
  session: Session;
  hands: Hands;
  /** Whether the picture waits for data. */
  isStuck = false;
  isHidden = false;
  /** The last revision that was seen, within one run of the server. */
  #seen = 0;
  /** Revisions that called this viewer back to the room. */
  readonly #calledBy = new Set<number>();
  #actsAlone = false;
  #token: string | null = null;
  #wire: Wire | null = null;
  #wakes: () => void = () => {};
  #close: () => void = () => {};
  #asleepUntilMs = 0;
  #ids = 0;
  #own: Own = { positionS: 0, rate: 0, speed: 1, atMs: 0 };
  readonly #clock: LocalClock;
  readonly #line: Line;
  readonly #world: Surroundings;
  readonly #browser: string | null;

  /** @param browser the secret by which a browser is known over tabs; null for one that keeps none */
  constructor(
    name: string,
    line: Line,
    world: Surroundings,
    browser: string | null = null,
  ) {
    this.name = name;
    this.#browser = browser;
    this.#line = line;
    this.#world = world;
    const { roll } = world;
    this.#clock = {
      offsetMs: roll.whole(0, 1e6),
      drift: roll.whole(-80, 80) * 1e-6,
    };
    ({ session: this.session, hands: this.hands } = this.#open());
    this.#report();
  }

  /** Whether the link is open and will answer. */
  get isIn(): boolean {
    return this.session.link.peek().state === "open";
  }

  /** Does something by the viewer's own hands. */
  act(what: (hands: Hands) => void): void {
    this.#actsAlone = true;
    what(this.hands);
    this.#actsAlone = false;
  }

  /** The line breaks. */
  cut(how: "reset" | "silent"): void {
    this.#wire?.cut(how);
  }

  /** The page is opened anew by the same tab. */
  reload(): void {
    this.#close();
    this.#calledBy.clear();
    this.#seen = 0;
    ({ session: this.session, hands: this.hands } = this.#open());
  }

  /** The tab is closed. */
  leave(): void {
    this.#close();
    this.#wire = null;
  }

  /** The machine sleeps; its clock may go on meanwhile, or stand still. */
  sleep(spanMs: number, clockStands: boolean): void {
    const untilMs = this.#world.timers.nowMs + spanMs;
    this.#asleepUntilMs = Math.max(this.#asleepUntilMs, untilMs);
    if (clockStands) this.#clock.offsetMs -= spanMs;
    this.#world.timers.after(spanMs, () => this.#wakes());
  }

  /** The server is another one: its revisions are others too. */
  forgetRun(): void {
    this.#seen = 0;
    this.#calledBy.clear();
  }

  /** Checks what must hold whenever this viewer has heard something. */
  check(): void {
    const revision = this.session.timeline.peek()?.revision ?? 0;
    assert.ok(
      revision >= this.#seen,
      `${this.name} went back from ${this.#seen} to ${revision}`,
    );
    this.#seen = revision;
    assert.ok(this.session.history.peek().length <= 500);
    assert.ok(this.session.pending.peek().length <= 64);
  }

  #open(): { session: Session; hands: Hands } {
    const { timers, roll, hub } = this.#world;
    const rollId = () => `${++this.#ids}-${roll.whole(0, 1e9)}`;
    const session = createSession({
      room: "17",
      device: "desktop",
      ports: {
        nowMs: () => this.#nowMs(),
        unit: () => roll.unit(),
        rollId,
        after: (delayMs, callback) => this.#after(delayMs, callback),
        connect: (events) => {
          this.#wire = new Wire({
            timers,
            roll,
            line: this.#line,
            hub,
            visitor: {
              room: "17",
              name: this.name,
              address: this.name,
              session: this.#browser,
            },
            events: {
              ...events,
              onFrame: (frame) =>
                this.#whenAwake(() => events.onFrame(frame, this.#nowMs())),
              onClose: (code) => this.#whenAwake(() => events.onClose(code)),
            },
          });
          return this.#wire;
        },
        isHidden: () => this.isHidden,
        onWake: (callback) => {
          this.#wakes = callback;
          return () => this.#wakes = () => {};
        },
        token: {
          read: () => this.#token,
          write: (token) => this.#token = token,
        },
      },
    });
    session.following.subscribe((following) => {
      if (!following || this.#actsAlone) return;
      const revision = session.timeline.peek()?.revision ?? 0;
      if (revision === 0) return;
      assert.ok(
        !this.#calledBy.has(revision),
        `${this.name} is called back twice by ${revision}`,
      );
      this.#calledBy.add(revision);
    });
    const watching = createWatching(session, {
      create: () => "blob:x",
      revoke: () => {},
    });
    const closeSession = session.open();
    this.#close = () => {
      closeSession();
      watching.close();
    };
    return {
      session,
      hands: createHands({
        session,
        player: this.#player(),
        watching,
        after: (delayMs, callback) => this.#after(delayMs, callback),
        rollId,
      }),
    };
  }

  #player(): LocalPlayer {
    const own = (change: Partial<Own>) => {
      const { positionS, rate, speed } = this.#where();
      this.#own = { positionS, rate, speed, ...change, atMs: this.#nowMs() };
    };
    return {
      endS: () => Infinity,
      play: () => own({ rate: this.#own.speed }),
      pause: () => own({ rate: 0 }),
      seek: (positionS) => own({ positionS }),
      setSpeed: (speed) =>
        own({ speed, rate: this.#where().rate > 0 ? speed : 0 }),
      jump: (line: ScheduledLine & { readonly speed: number }) => {
        const nowMs = this.session.serverNowMs() ?? 0;
        own({
          positionS: scheduledPositionAt(line, nowMs, FILM_S),
          rate: line.rate,
          speed: line.speed,
        });
      },
      positionNow: () => ({ ...this.#where(), atLocalMs: this.#nowMs() }),
      wantsPlay: () => {
        this.#where();
        return this.#own.rate > 0;
      },
    };
  }

  #where(): { positionS: number; rate: number; speed: number } {
    const timeline = this.session.timeline.peek();
    const serverMs = this.session.serverNowMs();
    if (
      timeline !== null && serverMs !== null && this.session.following.peek()
    ) {
      if (!this.isStuck) {
        this.#own = {
          positionS: scheduledPositionAt(timeline, serverMs, FILM_S),
          rate: lineAt(timeline, serverMs).rate,
          speed: timeline.speed,
          atMs: this.#nowMs(),
        };
      }
    } else if (!this.isStuck) {
      const passedS = (this.#nowMs() - this.#own.atMs) / 1000;
      const positionS = this.#own.positionS + this.#own.rate * passedS;
      this.#own = {
        ...this.#own,
        positionS: Math.min(FILM_S, Math.max(0, positionS)),
        atMs: this.#nowMs(),
      };
    }
    const { positionS, rate, speed } = this.#own;
    return { positionS, rate: this.isStuck ? 0 : rate, speed };
  }

  #report(): void {
    const { positionS, rate, speed } = this.#where();
    const state: PlayState = this.isStuck
      ? "waiting"
      : rate > 0
      ? "playing"
      : "paused";
    this.session.report({
      positionS,
      rate,
      speed,
      state,
      stalled: this.isStuck,
      bufferedS: this.isStuck ? 0 : 20,
      downloadBps: 1e6,
      durationS: FILM_S,
      sourceId: this.session.timeline.peek()?.sourceId ?? null,
      film: "a.mp4",
      hidden: this.isHidden,
      playLatencyMs: 70,
      seekLatencyMs: 200,
    }, this.#nowMs());
    this.#after(1000, () => this.#report());
  }

  #nowMs(): number {
    const { offsetMs, drift } = this.#clock;
    return offsetMs + this.#world.timers.nowMs * (1 + drift);
  }

  #after(delayMs: number, callback: () => void): () => void {
    const { timers } = this.#world;
    let cancel = timers.after(delayMs / (1 + this.#clock.drift), () => {
      cancel = this.#whenAwake(callback);
    });
    return () => cancel();
  }

  #whenAwake(callback: () => void): () => void {
    const { timers } = this.#world;
    const checked = () => {
      callback();
      this.check();
    };
    if (timers.nowMs >= this.#asleepUntilMs) {
      checked();
      return () => {};
    }
    return timers.after(this.#asleepUntilMs - timers.nowMs, checked);
  }
}
