/**
 * Facts of films, read once per state of the file and one film at a time, so
 * that a folder of thousands never slows down what is being played.
 *
 * @module
 */
import { type FilmFacts, NO_FACTS } from "@/lib/film/mod.ts";
import type { FactsShelf } from "./facts_shelf.ts";
import type { FilmFile } from "./scan.ts";
import type { Timers } from "./timers.ts";

/**
 * Reads the facts of one film; what it throws becomes the film's problem. The
 * signal tells that nobody waits any more.
 */
export type ReadFileFacts = (
  film: FilmFile,
  signal: AbortSignal,
) => Promise<FilmFacts>;

/** Facts that are known, and those being found out. */
export interface FactsCache {
  /** What is known of this state of a file, at once; null when nothing is yet. */
  known(film: FilmFile): FilmFacts | null;
  /**
   * Says whose facts are wanted, in this order; it replaces what was wanted before. Facts of other
   * films, and of other states of these, are forgotten, so it remembers as many as are wanted: a
   * full library takes about 5 MB.
   */
  want(films: readonly FilmFile[]): void;
  /** Resolves when nothing is left to read, or after so many milliseconds. */
  settled(waitMaxMs: number): Promise<void>;
  /** Gives up what is waiting. */
  close(): void;
}

/** How long one film's facts may take, in milliseconds: a dead disk never answers. */
export const FACTS_TIME_MAX_MS = 15_000;

/** A folder of thousands takes minutes: what was read of it is kept each so many films. */
const WRITE_EACH = 500;

/** What the cache needs. */
export interface FactsCacheOptions {
  readonly read: ReadFileFacts;
  readonly timers: Timers;
  /** Facts of earlier starts; none without it. */
  readonly shelf?: FactsShelf | undefined;
  /** Called when all that was wanted has become known. */
  readonly onSettled?: () => void;
}

/** Makes a cache. */
export function createFactsCache(
  { read, timers, shelf, onSettled }: FactsCacheOptions,
): FactsCache {
  const facts = new Map<string, FilmFacts>();
  let wanted: FilmFile[] = [];
  let working: Promise<void> | null = null;

  const work = async () => {
    if (shelf !== undefined) await shelf.ready;
    let unwritten = 0;
    for (let film = wanted.shift(); film !== undefined; film = wanted.shift()) {
      if (facts.has(keyOf(film))) continue;
      const kept = shelf?.get(film) ?? null;
      if (kept !== null) {
        facts.set(keyOf(film), kept);
        continue;
      }
      const { found, isLasting } = await inTime(film, { read, timers });
      facts.set(keyOf(film), found);
      if (isLasting) shelf?.set(film, found);
      if (++unwritten % WRITE_EACH === 0) void shelf?.write();
    }
    working = null;
    void shelf?.write();
    onSettled?.();
  };
  return {
    known: (film) => facts.get(keyOf(film)) ?? null,
    want(films) {
      const keys = new Set(films.map(keyOf));
      for (const key of facts.keys()) if (!keys.has(key)) facts.delete(key);
      wanted = films.filter((film) => !facts.has(keyOf(film)));
      if (wanted.length > 0) working ??= work();
    },
    async settled(waitMaxMs) {
      if (working === null) return;
      const late = Promise.withResolvers<void>();
      const cancel = timers.after(waitMaxMs, late.resolve);
      await Promise.race([working, late.promise]);
      cancel();
    },
    close() {
      wanted = [];
      shelf?.close();
    },
  };
}

function keyOf({ name, etag }: FilmFile): string {
  return `${etag}/${name}`;
}

interface Found {
  readonly found: FilmFacts;
  /** Whether it is said of the film, and not of a disk that failed. */
  readonly isLasting: boolean;
}

/** Any failure is an answer too: the film stays in the list, with its reason. */
async function inTime(
  film: FilmFile,
  { read, timers }: Pick<FactsCacheOptions, "read" | "timers">,
): Promise<Found> {
  const giveUp = new AbortController();
  const late = Promise.withResolvers<Found>();
  const work = async (): Promise<Found> => ({
    found: await read(film, giveUp.signal),
    isLasting: true,
  });
  const cancel = timers.after(FACTS_TIME_MAX_MS, () => {
    late.resolve(
      unreadable(`Cannot read its facts within ${FACTS_TIME_MAX_MS / 1000} s`),
    );
    giveUp.abort();
  });
  try {
    return await Promise.race([work(), late.promise]);
  } catch (error) {
    return unreadable(error instanceof Error ? error.message : String(error));
  } finally {
    cancel();
  }
}

function unreadable(detail: string): Found {
  const problem = { code: "unreadable", detail } as const;
  return { found: { ...NO_FACTS, problem }, isLasting: false };
}
