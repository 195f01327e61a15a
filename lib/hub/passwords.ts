/**
 * A thread in which passwords are hashed: each takes a processor for a while and 19 MiB, and
 * commands of others must go on. One at a time, only so many wait, and none of them for ever.
 *
 * @module
 */
import {
  PASSWORD_WITHIN_MS,
  PASSWORDS_NEW_WAITING_MAX,
  PASSWORDS_WAITING_MAX,
} from "@/lib/protocol/mod.ts";

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

/** As much of a thread as is needed of it. */
export interface PasswordThread {
  onmessage: ((event: MessageEvent<PasswordAnswer>) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
  postMessage(question: PasswordQuestion): void;
  terminate(): void;
}

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
  start: () => PasswordThread = startWorker,
): Passwords {
  let worker: PasswordThread | null = null;
  let cancelIdle = (): void => {};
  const waiting = { hash: 0, matches: 0 };
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
    const { type } = question;
    const isFull = waiting.hash + waiting.matches >= PASSWORDS_WAITING_MAX ||
      (type === "hash" && waiting.hash >= PASSWORDS_NEW_WAITING_MAX);
    if (isFull || isClosed) return Promise.resolve(null);
    waiting[type]++;
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
      // A thread that failed, or says nothing, is no use to those who wait: they get another.
      const fail = (message: string) => {
        resolve({ type: "failed", message });
        end();
      };
      const cancelLate = after(
        PASSWORD_WITHIN_MS,
        () => fail(`Cannot wait for a hash beyond ${PASSWORD_WITHIN_MS} ms`),
      );
      const asked = worker;
      asked.onmessage = ({ data }) => resolve(data);
      asked.onerror = (event) => {
        // Unhandled, it would end the server.
        event.preventDefault();
        if (worker === asked) fail(event.message);
      };
      asked.postMessage(question);
      return await promise.finally(cancelLate);
    }).finally(() => {
      waiting[type]--;
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

function startOr(start: () => PasswordThread): PasswordThread | null {
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
