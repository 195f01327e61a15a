/**
 * A thread in which passwords are hashed: each takes a processor for a while and 19 MiB, and
 * commands of others must go on. One at a time, and only so many wait.
 *
 * @module
 */
import { PASSWORDS_WAITING_MAX } from "@/lib/protocol/mod.ts";

/** What a password is turned into, and compared with. */
export interface Passwords {
  /** The hash of a password, with salt and parameters; null where too many wait. */
  hash(password: string): Promise<string | null>;
  /** Whether a password is the one of a hash; null where too many wait. */
  matches(password: string, hash: string): Promise<boolean | null>;
  /** Ends the thread; what waits is answered with null. */
  close(): void;
}

/** What the thread is asked. */
export type PasswordQuestion =
  | { readonly type: "hash"; readonly password: string }
  | {
    readonly type: "matches";
    readonly password: string;
    readonly hash: string;
  };
/** What it answers. */
export type PasswordAnswer =
  | { readonly type: "hash"; readonly hash: string }
  | { readonly type: "matches"; readonly isRight: boolean }
  | { readonly type: "failed"; readonly message: string };

/** An idle thread is ended after so long, in ms: it holds some 30 MB. */
const IDLE_MS = 10_000;

/**
 * Makes the thread; it is started by the first password, and ended when it has rested.
 *
 * @param after calls once after a delay in ms; gives back how to call it off
 * @param start starts the thread
 */
export function createPasswords(
  after: (delayMs: number, callback: () => void) => () => void,
  start: () => Worker = startWorker,
): Passwords {
  let worker: Worker | null = null;
  let cancelIdle = (): void => {};
  let waiting = 0;
  let isClosed = false;
  let last: Promise<unknown> = Promise.resolve();
  /** Ends a question under way where the thread is ended. */
  let giveUp = (): void => {};

  const end = (): void => {
    cancelIdle();
    worker?.terminate();
    worker = null;
    giveUp();
  };

  const ask = (
    question: PasswordQuestion,
  ): Promise<PasswordAnswer | null> => {
    if (waiting >= PASSWORDS_WAITING_MAX || isClosed) {
      return Promise.resolve(null);
    }
    waiting++;
    const turn = last.then(async () => {
      if (isClosed) return null;
      cancelIdle();
      worker ??= startOr(start);
      // Where there are no threads, as on some hosts, it takes this one for a moment.
      if (worker === null) {
        return await (await import("./argon.ts")).answerPassword(question);
      }
      const { promise, resolve } = Promise.withResolvers<
        PasswordAnswer | null
      >();
      giveUp = () => resolve(null);
      worker.onmessage = ({ data }: MessageEvent<PasswordAnswer>) =>
        resolve(data);
      worker.onerror = (event) => {
        // Unhandled, it would end the server.
        event.preventDefault();
        resolve({ type: "failed", message: event.message });
      };
      worker.postMessage(question);
      return await promise;
    }).finally(() => {
      waiting--;
      giveUp = () => {};
      if (!isClosed) cancelIdle = after(IDLE_MS, end);
    });
    last = turn.catch(() => {});
    return turn;
  };

  const answered = (answer: PasswordAnswer | null): PasswordAnswer | null => {
    if (answer?.type === "failed") throw new Error(answer.message);
    return answer;
  };

  return {
    async hash(password) {
      const answer = answered(await ask({ type: "hash", password }));
      return answer?.type === "hash" ? answer.hash : null;
    },
    async matches(password, hash) {
      const answer = answered(await ask({ type: "matches", password, hash }));
      return answer?.type === "matches" ? answer.isRight : null;
    },
    close() {
      isClosed = true;
      end();
    },
  };
}

function startOr(start: () => Worker): Worker | null {
  try {
    return start();
  } catch {
    return null;
  }
}

function startWorker(): Worker {
  return new Worker(new URL("./password_worker.ts", import.meta.url), {
    type: "module",
  });
}
