/**
 * The thread in which films are taken apart for their facts: the tables of a
 * long film keep a processor busy for a moment, and a damaged one for ever.
 *
 * @module
 */
import { type FilmFacts, NO_FACTS } from "@/lib/film/mod.ts";
import type { ReadFileFacts } from "./facts_cache.ts";
import { hasReadableFacts } from "./film_types.ts";
import { createThread } from "./thread.ts";
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

/** Makes a thread; it is started by the first read. */
export function createFactsThread(timers: Timers): FactsThread {
  const thread = createThread<string, FactsAnswer>(startWorker, timers);
  return {
    async read({ name, realPath }, signal) {
      if (!hasReadableFacts(name)) return NO_FACTS;
      const answer = await thread.ask(realPath, signal);
      if (answer.type === "facts") return answer.facts;
      throw new Error(answer.message);
    },
    close: () => thread.close(),
  };
}

function startWorker(): Worker {
  return new Worker(new URL("./facts_worker.ts", import.meta.url), {
    type: "module",
  });
}
