/**
 * Films that are cut, remembered as long as they are the same files: reading a
 * film's tables takes longer than sending a clip.
 *
 * @module
 */
import {
  type FilmCut,
  readTables,
  UncuttableError,
} from "@/lib/film/cut/mod.ts";
import type { Reader } from "@/lib/film/mod.ts";
import type { Timers } from "../timers.ts";
import type { CutTables } from "./cut_thread.ts";

/** A film that was cut, or why it cannot be. */
export type CutResult =
  | { readonly type: "cut"; readonly cut: FilmCut }
  | { readonly type: "uncuttable"; readonly error: UncuttableError };

/** Films that are cut. */
export interface CutCache {
  /**
   * Cuts a film, unless this state of it was cut before.
   *
   * @param key Names the file and its state.
   * @param reader Is asked for its tables at most; it may be closed afterwards.
   * @throws {LateError} When that takes too long.
   * @throws Whatever the reader throws.
   */
  of(key: string, reader: Reader): Promise<CutResult>;
}

/** Films remembered at the most. */
export const CUTS_MAX = 64;

/** Memory that they may take together, about; the newest is kept in any case. */
export const CUTS_MEMORY_BYTES_MAX = 128 * 1024 * 1024;

/** How long a film may take, in milliseconds: a dead disk never answers. */
export const CUT_TIME_MAX_MS = 15_000;

/** Thrown when a film's tables are not read and cut in time. */
export class LateError extends Error {
  override readonly name = "LateError";
  /** Settles once the reader is of no use any more; at once for who only waited. */
  readonly reading: Promise<void>;

  constructor(reading: Promise<void> = Promise.resolve()) {
    super(`Cannot cut the film within ${CUT_TIME_MAX_MS / 1000} s`);
    this.reading = reading;
  }
}

/** Makes a cache. */
export function createCutCache(
  { cut, timers }: { readonly cut: CutTables; readonly timers: Timers },
): CutCache {
  const known = new Map<string, CutResult>();
  const pending = new Map<string, Promise<CutResult>>();
  // One after the other: the tables of one film may take as much memory as all that is kept.
  let turn: Promise<unknown> = Promise.resolve();

  const remember = (key: string, result: CutResult): void => {
    known.delete(key);
    known.set(key, result);
    let memoryBytes = 0;
    for (const [name, one] of [...known].reverse()) {
      memoryBytes += one.type === "cut" ? one.cut.memoryBytes : 0;
      const isNewest = name === key;
      const isOver = memoryBytes > CUTS_MEMORY_BYTES_MAX ||
        known.size > CUTS_MAX && name === known.keys().next().value;
      if (!isNewest && isOver) known.delete(name);
    }
  };
  const read = async (key: string, reader: Reader): Promise<CutResult> => {
    const before = turn;
    const mine = before.then(() => inTime(reader, { cut, timers }));
    turn = mine.catch(() => {});
    try {
      const result = await mine;
      remember(key, result);
      return result;
    } finally {
      pending.delete(key);
    }
  };
  return {
    async of(key, reader) {
      const result = known.get(key);
      if (result !== undefined) {
        remember(key, result);
        return result;
      }
      const started = pending.get(key);
      if (started === undefined) {
        const reading = read(key, reader);
        pending.set(key, reading);
        return await reading;
      }
      try {
        return await started;
      } catch (error) {
        // The reader that is stuck is another one.
        throw error instanceof LateError ? new LateError() : error;
      }
    },
  };
}

async function inTime(
  reader: Reader,
  { cut, timers }: { readonly cut: CutTables; readonly timers: Timers },
): Promise<CutResult> {
  const giveUp = new AbortController();
  const late = Promise.withResolvers<never>();
  const reading = readTables(reader);
  const cancel = timers.after(CUT_TIME_MAX_MS, () => {
    late.reject(new LateError(reading.then(() => {}, () => {})));
    giveUp.abort();
  });
  const work = async (): Promise<CutResult> => {
    try {
      const { sizeBytes } = reader;
      const tables = await reading;
      const film = await cut({ tables, sizeBytes }, giveUp.signal);
      return { type: "cut", cut: film };
    } catch (error) {
      if (error instanceof UncuttableError) {
        return { type: "uncuttable", error };
      }
      throw error;
    }
  };
  try {
    return await Promise.race([work(), late.promise]);
  } finally {
    cancel();
  }
}
