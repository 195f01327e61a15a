import type { CommandOf } from "@/lib/protocol/mod.ts";

/** What the hub needs of time: two clocks and a timer. */
export interface HubClock {
  /** Monotonic ms: `performance.now()` at the edge. */
  nowMs(): number;
  /** Wall clock, ms since 1970: for reading only. */
  wallMs(): number;
  /** Calls once after a delay in ms; gives back how to call it off. */
  after(delayMs: number, callback: () => void): () => void;
}

/** The outgoing half of a link, as a socket gives it. */
export interface LinkPort {
  /** Hands over a frame; never waits. */
  send(frame: string): void;
  /** Closes with a code of `CLOSE` and a short reason. */
  close(code: number, reason: string): void;
  /** Bytes handed over and not yet taken by the other end. */
  bufferedBytes(): number;
}

/** Who knocks: cleaned by the edge. */
export interface Visitor {
  readonly room: string;
  readonly name: string;
  /** The network address, for limits. */
  readonly address: string;
  /** The secret of a browser's cookie, by which it is known over tabs and days. */
  readonly session?: string | null;
}

/** The incoming half of a link: the socket calls these, in any order and as often as it likes. */
export interface LinkEnd {
  /** A frame came; null for one that is not text. */
  receive(frame: string | null): void;
  /** The link is gone. */
  closed(): void;
}

/** Hears by whom, and how, stretches of a film were received. */
export type HearTimings = (
  viewerId: string,
  timings: CommandOf<"timings">["timings"],
) => void;
