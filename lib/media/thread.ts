/**
 * A thread that is started when something is asked of it and ended when it is
 * idle: what keeps a processor busy must not hold up the commands and bytes of
 * others.
 *
 * @module
 */
import type { Timers } from "./timers.ts";

/** A thread that answers one question at a time. */
export interface Thread<Question, Answer> {
  /**
   * Asks.
   *
   * @param signal Ends the thread, for who waits no more: nothing else ends a loop within it. What
   * was asked is then never answered, as after `close()`.
   * @param transfer What of the question is handed over and not copied.
   * @throws {Error} When the thread fails.
   */
  ask(
    question: Question,
    signal: AbortSignal,
    transfer?: Transferable[],
  ): Promise<Answer>;
  /** Ends the thread. */
  close(): void;
}

/** An idle thread is ended after so many milliseconds: it holds some 30 MB. */
export const IDLE_MS = 10_000;

/** Makes a thread; it is started by the first question. */
export function createThread<Question, Answer>(
  start: () => Worker,
  timers: Timers,
): Thread<Question, Answer> {
  let worker: Worker | null = null;
  let cancelIdle = () => {};
  const end = () => {
    cancelIdle();
    worker?.terminate();
    worker = null;
  };
  return {
    async ask(question, signal, transfer = []) {
      cancelIdle();
      worker ??= start();
      const { promise, resolve, reject } = Promise.withResolvers<Answer>();
      worker.onmessage = ({ data }: MessageEvent<Answer>) => resolve(data);
      worker.onerror = (event) => {
        // Unhandled, it would end the server. The thread is of no use any more.
        event.preventDefault();
        end();
        reject(new Error(event.message));
      };
      signal.addEventListener("abort", end, { once: true });
      worker.postMessage(question, transfer);
      try {
        return await promise;
      } finally {
        signal.removeEventListener("abort", end);
        cancelIdle();
        cancelIdle = timers.after(IDLE_MS, end);
      }
    },
    close: end,
  };
}
