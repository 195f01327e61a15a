import type { Dice } from "@/lib/base/mod.ts";
import type { SocketEvents, SocketPort } from "@/lib/client/mod.ts";
import type { Hub, LinkEnd } from "@/lib/hub/mod.ts";
import { decodeEvent } from "@/lib/protocol/mod.ts";
import type { Timers } from "./timers.ts";

/** How a viewer's line is. */
export interface Line {
  /** Shortest delay each way, in ms. */
  readonly leastMs: number;
  /** Mean of what is added to it, in ms. */
  readonly jitterMs: number;
  /** Share of frames that a lost packet holds back by its resending. */
  readonly loss: number;
}

/**
 * A socket through a simulated network: in order each way, with a heavy-tailed delay; loss shows
 * only as delay, and a broken line as an end of both sides, which need not notice at once.
 */
export class Wire implements SocketPort {
  readonly #timers: Timers;
  readonly #roll: Dice;
  readonly #line: Line;
  readonly #events: SocketEvents;
  #end: LinkEnd | null = null;
  #upMs = 0;
  #downMs = 0;
  /** What is sent arrives, as far as the line knows. */
  #carries = true;
  #clientIsThere = true;
  #isOpen = false;

  constructor(
    { timers, roll, line, hub, visitor, events }: {
      readonly timers: Timers;
      readonly roll: Dice;
      readonly line: Line;
      readonly hub: () => Hub;
      readonly visitor: {
        readonly room: string;
        readonly name: string;
        readonly address: string;
        readonly session?: string | null;
      };
      readonly events: SocketEvents;
    },
  ) {
    this.#timers = timers;
    this.#roll = roll;
    this.#line = line;
    this.#events = events;
    this.#up(() => {
      this.#end = hub().connect({
        send: (frame) => {
          const decoded = decodeEvent(frame);
          if (!decoded.ok) {
            throw new Error(`A page cannot read it: ${decoded.detail}`);
          }
          this.#down(() => events.onFrame(frame, NaN));
        },
        close: (code) => {
          this.#down(() => {
            this.#clientIsThere = false;
            events.onClose(code);
          });
          this.#end?.closed();
        },
        bufferedBytes: () => 0,
      }, visitor);
      this.#down(() => {
        this.#isOpen = true;
        events.onOpen();
      });
    });
  }

  send(frame: string): boolean {
    if (!this.#isOpen) return false;
    this.#up(() => this.#end?.receive(frame));
    return true;
  }

  close(): void {
    this.#clientIsThere = false;
    this.#isOpen = false;
    this.#timers.after(this.#line.leastMs, () => this.#end?.closed());
  }

  /** Breaks the line: with a reset that the client sees soon, or silently. */
  cut(how: "reset" | "silent"): void {
    if (!this.#carries) return;
    this.#carries = false;
    // The server learns of it sooner or later, and twice, as sockets do.
    const noticeMs = this.#roll.whole(0, how === "reset" ? 4000 : 8000);
    this.#timers.after(noticeMs, () => this.#end?.closed());
    this.#timers.after(noticeMs + 1, () => this.#end?.closed());
    if (how === "silent") return;
    this.#timers.after(this.#roll.whole(0, 200), () => {
      if (!this.#clientIsThere) return;
      this.#clientIsThere = this.#isOpen = false;
      this.#events.onClose(1006);
    });
  }

  #up(arrive: () => void): void {
    this.#upMs = Math.max(this.#upMs, this.#timers.nowMs + this.#delayMs());
    this.#timers.after(this.#upMs - this.#timers.nowMs, () => {
      if (this.#carries) arrive();
    });
  }

  #down(arrive: () => void): void {
    this.#downMs = Math.max(this.#downMs, this.#timers.nowMs + this.#delayMs());
    this.#timers.after(this.#downMs - this.#timers.nowMs, () => {
      if (this.#carries && this.#clientIsThere) arrive();
    });
  }

  #delayMs(): number {
    const { leastMs, jitterMs, loss } = this.#line;
    const resendMs = this.#roll.unit() < loss ? 200 + 2 * leastMs : 0;
    return leastMs - jitterMs * Math.log(1 - this.#roll.unit()) + resendMs;
  }
}
