/**
 * Facts of films over restarts: a folder of thousands is not read through again
 * because its server was started anew.
 *
 * @module
 */
import * as v from "valibot";
import type { FilmFacts, FilmProblem } from "@/lib/film/mod.ts";
import type { FilmFile } from "./scan.ts";

/** Facts that are kept. What cannot be read or written is forgotten: it only costs time. */
export interface FactsShelf {
  /** Reads what was kept, once; to be awaited before the first `get()`. */
  readonly ready: Promise<void>;
  /** The facts of this state of a file; null where none are kept. */
  get(film: FilmFile): FilmFacts | null;
  /** Keeps facts from now on. */
  set(film: FilmFile, facts: FilmFacts): void;
  /** Writes what was set since the last time. */
  write(): Promise<void>;
  /** Writes nothing any more; what is under way goes on. */
  close(): void;
}

/** Films whose facts are kept at most, the oldest go first: twice a full library. */
export const FACTS_KEPT_MAX = 10_000;

/** A larger file than this is not ours: ten thousand films take about 6 MB. */
export const FACTS_FILE_BYTES_MAX = 32 * 1024 * 1024;

/** Raised when facts are read in another way, so that all films are read again. */
export const FACTS_VERSION = 3;

const text = (lengthMax: number) => v.pipe(v.string(), v.maxLength(lengthMax));
const amount = () => v.pipe(v.number(), v.finite(), v.minValue(0));
const codec = { codec: v.nullable(text(200)), name: text(200) };

// Records, since the compiler knows when one of the codes is missing in it.
const CODES = {
  empty: "empty",
  truncated: "truncated",
  "unknown-container": "unknown-container",
  "no-tracks": "no-tracks",
  unreadable: "unreadable",
} as const satisfies Record<FilmProblem["code"], string>;

const FACTS = v.object({
  container: v.nullable(text(100)),
  durationS: v.nullable(amount()),
  bitrateBps: v.nullable(amount()),
  faststart: v.nullable(v.boolean()),
  indexBytes: v.nullable(amount()),
  video: v.nullable(v.object({
    ...codec,
    profile: v.nullable(text(100)),
    width: amount(),
    height: amount(),
    fps: v.nullable(amount()),
  })),
  audio: v.pipe(
    v.array(v.object({
      ...codec,
      channels: amount(),
      sampleRateHz: amount(),
      language: v.nullable(text(100)),
      isDefault: v.boolean(),
    })),
    v.maxLength(1000),
  ),
  problem: v.nullable(v.object({ code: v.enum(CODES), detail: text(2000) })),
  filmBytes: v.optional(amount()),
});

/** A film and its state: path, size, last change in microseconds; then its facts. */
const ENTRY = v.tuple([text(5000), amount(), v.number(), FACTS]);

const FILE = v.object({
  version: v.literal(FACTS_VERSION),
  films: v.array(v.unknown()),
});

/** Keeps facts in a file; what it holds and is none of ours is passed over. */
export function openFactsShelf(path: string): FactsShelf {
  const kept = new Map<string, v.InferOutput<typeof ENTRY>>();
  let isNew = false;
  let isClosed = false;
  let writing: Promise<void> = Promise.resolve();
  const keep = (entry: v.InferOutput<typeof ENTRY>) => {
    const key = keyOf(entry);
    kept.delete(key);
    kept.set(key, entry);
    for (const oldest of kept.keys()) {
      if (kept.size <= FACTS_KEPT_MAX) break;
      kept.delete(oldest);
    }
  };
  const load = async () => {
    for (const raw of await readEntries(path)) {
      const entry = v.safeParse(ENTRY, raw);
      if (entry.success) keep(entry.output);
    }
  };
  const save = async () => {
    if (!isNew || isClosed) return;
    isNew = false;
    const films = [...kept.values()];
    const content = JSON.stringify({ version: FACTS_VERSION, films });
    await replaceFile(path, content).catch(() => {});
  };
  return {
    ready: load().catch(() => {}),
    get: (film) => kept.get(keyOf(stateOf(film)))?.[3] ?? null,
    set(film, facts) {
      // As it will be read: what would not come back is not kept.
      const entry = v.safeParse(ENTRY, [...stateOf(film), facts]);
      if (!entry.success) return;
      keep(entry.output);
      isNew = true;
    },
    write() {
      writing = writing.then(save);
      return writing;
    },
    close() {
      isClosed = true;
    },
  };
}

type State = readonly [path: string, sizeBytes: number, mtimeUs: number];

function stateOf({ name, sizeBytes, mtimeMs }: FilmFile): State {
  return [name, sizeBytes, Math.round(mtimeMs * 1000)];
}

function keyOf([path, sizeBytes, mtimeUs]: readonly [...State, ...unknown[]]) {
  return `${sizeBytes} ${mtimeUs} ${path}`;
}

async function readEntries(path: string): Promise<readonly unknown[]> {
  if ((await Deno.stat(path)).size > FACTS_FILE_BYTES_MAX) return [];
  const file = v.safeParse(FILE, JSON.parse(await Deno.readTextFile(path)));
  return file.success ? file.output.films : [];
}

/** A start in the middle of writing finds the old file or the new one, never half of one. */
async function replaceFile(path: string, content: string): Promise<void> {
  const half = `${path}.new`;
  await Deno.writeTextFile(half, content);
  await Deno.rename(half, path);
}
