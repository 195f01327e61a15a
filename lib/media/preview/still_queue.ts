/**
 * Pictures one after the other, so that whoever points at a seek bar takes
 * nothing from those who watch.
 *
 * @module
 */
import type { Timers } from "../timers.ts";
import type { Ran, RunProgram } from "./run_ffmpeg.ts";

/** Runs that may wait; one more drops the oldest, whose viewer points elsewhere by now. */
export const STILLS_WAITING_MAX = 8;

/** One program at a time. */
export interface StillQueue {
  /** Runs it in its turn; says `busy` where others came in between. */
  run(args: readonly string[]): Promise<Ran | { readonly type: "busy" }>;
}

/** What waits. */
interface Waiting {
  readonly args: readonly string[];
  readonly done: (ran: Ran | { readonly type: "busy" }) => void;
}

/**
 * Makes a queue. After each run it rests as long as that took: at most half of one processor goes
 * into pictures, whatever strangers ask for.
 */
export function createStillQueue(
  { run, nowMs, timers }: {
    readonly run: RunProgram;
    readonly nowMs: () => number;
    readonly timers: Timers;
  },
): StillQueue {
  const waiting: Waiting[] = [];
  let isBusy = false;
  const next = async () => {
    if (isBusy) return;
    const first = waiting.shift();
    if (first === undefined) return;
    isBusy = true;
    const startedMs = nowMs();
    first.done(await run(first.args));
    timers.after(nowMs() - startedMs, () => {
      isBusy = false;
      void next();
    });
  };
  return {
    run(args) {
      const { promise, resolve } = Promise.withResolvers<
        Ran | { readonly type: "busy" }
      >();
      waiting.push({ args, done: resolve });
      if (waiting.length > STILLS_WAITING_MAX) {
        waiting.shift()?.done({ type: "busy" });
      }
      void next();
      return promise;
    },
  };
}
