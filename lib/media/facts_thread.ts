/**
 * A thread in which films are taken apart: the tables of a long film keep a
 * processor busy for a moment, and a damaged one for ever, while commands and
 * bytes of others must go on.
 *
 * @module
 */
import { type FilmFacts, NO_FACTS } from "@/lib/film/mod.ts";
import type { ReadFileFacts } from "./facts_cache.ts";
import { hasReadableFacts } from "./film_types.ts";
import type { Timers } from "./timers.ts";

/** What the thread answers: the facts, or why there are none. */
export type FactsAnswer =
  | { readonly type: "facts"; readonly facts: FilmFacts }
  | { readonly type: "failed"; readonly message: string };

/** A thread that reads facts, started when needed and ended when idle. */
export interface FactsThread {
  /** Reads one film's facts; films are read one after the other. */
  readonly read: ReadFileFacts;
  /** Ends the thread; reads under way never end. */
  close(): void;
}

/** An idle thread is ended after so many milliseconds: it holds some 30 MB. */
export const IDLE_MS = 10_000;

/** Makes a thread; it is started by the first read. */
export function createFactsThread(timers: Timers): FactsThread {
  let worker: Worker | null = null;
  let cancelIdle = () => {};
  const close = () => {
    cancelIdle();
    worker?.terminate();
    worker = null;
  };
  return {
    async read({ name, realPath }, signal) {
      if (!hasReadableFacts(name)) return NO_FACTS;
      cancelIdle();
      worker ??= startWorker();
      // Only the end of the thread ends a loop within it.
      signal.addEventListener("abort", close, { once: true });
      try {
        return await ask(worker, realPath);
      } finally {
        signal.removeEventListener("abort", close);
        cancelIdle();
        cancelIdle = timers.after(IDLE_MS, close);
      }
    },
    close,
  };
}

function startWorker(): Worker {
  return new Worker(new URL("./facts_worker.ts", import.meta.url), {
    type: "module",
  });
}

function ask(worker: Worker, realPath: string): Promise<FilmFacts> {
  const { promise, resolve, reject } = Promise.withResolvers<FilmFacts>();
  worker.onmessage = ({ data }: MessageEvent<FactsAnswer>) => {
    if (data.type === "facts") resolve(data.facts);
    else reject(new Error(data.message));
  };
  worker.onerror = (event) => {
    // Unhandled, it would end the server.
    event.preventDefault();
    reject(new Error(event.message));
  };
  worker.postMessage(realPath);
  return promise;
}
