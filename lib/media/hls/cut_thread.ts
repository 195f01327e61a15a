/**
 * The thread in which tables of films become clips: two hours take some 50 ms,
 * and tables that were made to harm us as long as they are large.
 *
 * @module
 */
import {
  buffersOf,
  cutTables,
  type FilmCut,
  UncuttableError,
  type UncuttableReason,
} from "@/lib/film/cut/mod.ts";
import { createThread } from "../thread.ts";
import type { Timers } from "../timers.ts";

/** Tables of a film: its whole `moov` box. */
export interface Tables {
  readonly tables: Uint8Array<ArrayBuffer>;
  /** The film's size. */
  readonly sizeBytes: number;
}

/** What the thread answers. */
export type CutAnswer =
  | { readonly type: "cut"; readonly cut: FilmCut }
  | {
    readonly type: "uncuttable";
    readonly reason: UncuttableReason;
    readonly message: string;
  }
  | { readonly type: "failed"; readonly message: string };

/** Cuts a film by its tables, which are of no use afterwards. */
export type CutTables = (
  tables: Tables,
  signal: AbortSignal,
) => Promise<FilmCut>;

/** A thread that cuts, one film after the other. */
export interface CutThread {
  /** Throws an {@linkcode UncuttableError} where the film cannot be cut. */
  readonly cut: CutTables;
  close(): void;
}

/** Makes a thread; it is started by the first film. */
export function createCutThread(timers: Timers): CutThread {
  const thread = createThread<Tables, CutAnswer>(startWorker, timers);
  return {
    async cut(tables, signal) {
      const transfer = [tables.tables.buffer];
      const answer = await thread.ask(tables, signal, transfer);
      if (answer.type === "cut") return answer.cut;
      if (answer.type === "failed") throw new Error(answer.message);
      throw new UncuttableError(answer.reason, answer.message);
    },
    close: () => thread.close(),
  };
}

/** What the thread does: answers, and names what of the answer is handed over. */
export function answerTables(
  { tables, sizeBytes }: Tables,
): { readonly answer: CutAnswer; readonly transfer: Transferable[] } {
  try {
    const cut = cutTables(tables, sizeBytes);
    return { answer: { type: "cut", cut }, transfer: buffersOf(cut) };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const answer: CutAnswer = error instanceof UncuttableError
      ? { type: "uncuttable", reason: error.reason, message }
      : { type: "failed", message };
    return { answer, transfer: [] };
  }
}

function startWorker(): Worker {
  return new Worker(new URL("./cut_worker.ts", import.meta.url), {
    type: "module",
  });
}
