/**
 * Waiting, as something handed in.
 *
 * @module
 */

/** Runs something later, once. */
export interface Timers {
  /**
   * Calls back after a while.
   *
   * @param delayMs Milliseconds from now.
   * @returns Call it to call it off.
   */
  after(delayMs: number, run: () => void): () => void;
}

/** Timers of the runtime. */
export const systemTimers: Timers = {
  after(delayMs, run) {
    const id = setTimeout(run, delayMs);
    return () => clearTimeout(id);
  },
};
