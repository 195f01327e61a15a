/**
 * A thread that copies SQLite's log into the file: it waits for the disk up to three times, and
 * commands of all rooms would wait with it.
 *
 * @module
 */

/** How much of the log there is, in pages. */
export interface LogState {
  /** In the log since it was begun anew. */
  readonly pages: number;
  /** Of these, copied into the file. */
  readonly copied: number;
}

/** Has the log copied while rooms go on. */
export interface Checkpoints {
  /** Something was written: asks the thread to copy once that is worth it. Never throws. */
  look(log: LogState): void;
  /** Ends the thread. */
  close(): void;
}

/** What the thread is asked. */
export interface CheckpointWish {
  readonly path: string;
  /**
   * `PASSIVE` holds up nobody, but leaves what is written meanwhile, so that under a flood the log
   * is never begun anew. `RESTART` lets nobody write until it is.
   */
  readonly mode: "PASSIVE" | "RESTART";
}

/** What it answers: null, or why it could not. */
export type CheckpointAnswer = string | null;

/** As much of a thread as is needed of it. */
export interface CheckpointThread {
  onmessage: ((event: MessageEvent<CheckpointAnswer>) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
  postMessage(wish: CheckpointWish): void;
  terminate(): void;
}

/** So many pages that are not in the file yet are worth copying: SQLite's own number. */
const LOG_PAGES_WORTH = 1000;
/**
 * A log of so many pages is begun anew even if somebody has to wait for it: a start after a kill
 * reads all of it.
 */
const LOG_PAGES_RESTART = 4096;
/** From so many pages of 4 KiB on the writer copies them itself, whatever becomes of the thread. */
export const LOG_PAGES_MAX = 8192;

/**
 * Makes the thread for a database; it is started once there is something to copy.
 *
 * @param onFail hears why the log could not be copied, once until it could again
 * @param start starts the thread
 */
export function createCheckpoints(
  path: string,
  onFail: (reason: string) => void,
  start: () => CheckpointThread = startWorker,
): Checkpoints {
  let thread: CheckpointThread | null = null;
  let isAsked = false;
  let isFailing = false;
  let isOver = false;

  const failed = (reason: string): void => {
    if (!isFailing) onFail(reason);
    isFailing = true;
  };
  const end = (): void => {
    isOver = true;
    thread?.terminate();
    thread = null;
  };
  const begin = (): CheckpointThread => {
    const begun = start();
    begun.onmessage = ({ data }) => {
      isAsked = false;
      if (data === null) isFailing = false;
      else failed(data);
    };
    begun.onerror = (event) => {
      // Unhandled, it would end the server.
      event.preventDefault();
      if (isOver) return;
      end();
      failed(event.message);
    };
    return begun;
  };

  return {
    look({ pages, copied }) {
      if (isAsked || isOver || pages - copied < LOG_PAGES_WORTH) return;
      try {
        thread ??= begin();
        isAsked = true;
        thread.postMessage({
          path,
          mode: pages < LOG_PAGES_RESTART ? "PASSIVE" : "RESTART",
        });
      } catch (error) {
        // Where there are no threads, as on some hosts.
        end();
        failed(error instanceof Error ? error.message : String(error));
      }
    },
    close: end,
  };
}

function startWorker(): Worker {
  return new Worker(new URL("./checkpoint_worker.ts", import.meta.url), {
    type: "module",
  });
}
