/**
 * The films of the server, as they are now.
 *
 * @module
 */
import type { FilmFacts } from "@/lib/film/mod.ts";
import { sideCarsOf } from "@/lib/subtitle/mod.ts";
import {
  createFactsCache,
  type FactsCache,
  type ReadFileFacts,
} from "./facts_cache.ts";
import { entityTag } from "./entity_tag.ts";
import { describeFilm, type Film } from "./film.ts";
import type { FactsShelf } from "./facts_shelf.ts";
import { DEMO_NAME } from "./find_film.ts";
import { type FilmFile, type Scan, scanFolder } from "./scan.ts";
import type { Timers } from "./timers.ts";
import { debounce, type FolderWatch, type WatchFolder } from "./watch.ts";

/** What the library shows. */
export interface Listing {
  readonly films: readonly Film[];
  /** Whether the folder holds more than is listed. */
  readonly isCutShort: boolean;
}

/** The films of the server. */
export interface Library {
  /** Lists them; waits a moment for facts that are not known yet. */
  list(): Promise<Listing>;
  /** The same of one film alone, by its path; without it where it is not listed. */
  find(path: string): Promise<Listing>;
  /** What is known of a film by now, at once; null where it is not listed, or still to be looked into. */
  known(path: string): FilmFacts | null;
  /** Ends the watching. */
  close(closing?: Closing): void;
}

/** How something is closed. */
export interface Closing {
  /**
   * Whether the process ends right after, so that the watch of the folder is left to the system:
   * the watcher may hang with what it looks at, such as a pipe, and would hold up its end with it.
   */
  readonly endsProcess?: boolean;
}

/** What a library needs. */
export interface LibraryOptions {
  /** The folder; it may be missing, and may appear later. */
  readonly mediaDir: string;
  /** The built-in film, listed unless the folder has one of its name. */
  readonly demoPath: string;
  /** A monotonic clock. */
  readonly nowMs: () => number;
  readonly timers: Timers;
  readonly watch: WatchFolder;
  readonly read: ReadFileFacts;
  /** Facts of earlier starts; none without it. */
  readonly shelf?: FactsShelf | undefined;
  /** Called when films came, went or changed, or their facts became known. */
  readonly onChange: () => void;
}

/** A listing waits at most so long for facts, in milliseconds. */
export const FACTS_WAIT_MS = 1000;

/** An unwatched folder is looked through again after so many milliseconds. */
export const UNWATCHED_STALE_MS = 5_000;

/** A watched one too: network mounts tell nothing of changes made elsewhere. */
export const WATCHED_STALE_MS = 60_000;

/** Opens the library and starts watching its folder. */
export function openLibrary(options: LibraryOptions): Library {
  return new WatchedLibrary(options);
}

class WatchedLibrary implements Library {
  readonly #options: LibraryOptions;
  readonly #facts: FactsCache;
  readonly #changes: { call(): void; close(): void };
  #watch: FolderWatch | null = null;
  #scan: Scan | null = null;
  #scannedMs = -Infinity;
  #scanning: Promise<Scan> | null = null;
  #isClosed = false;
  /** A listing went out with facts missing, so news of them is awaited. */
  #owesFacts = false;

  constructor(options: LibraryOptions) {
    this.#options = options;
    const { read, timers, shelf } = options;
    this.#facts = createFactsCache({
      read,
      shelf,
      timers,
      onSettled: () => this.#tellFacts(),
    });
    this.#changes = debounce(() => this.#rescanBeside(), timers);
    this.#rescanBeside();
  }

  async list(): Promise<Listing> {
    const scan = await this.#lately();
    await this.#facts.settled(FACTS_WAIT_MS);
    return this.#describe(scan, scan.films);
  }

  async find(path: string): Promise<Listing> {
    const scan = await this.#lately();
    const found = scan.films.filter(({ name }) => name === path);
    // A large folder whose other films are still being read holds up nobody.
    if (found.some((film) => this.#facts.known(film) === null)) {
      await this.#facts.settled(FACTS_WAIT_MS);
    }
    return this.#describe(scan, found);
  }

  known(path: string): FilmFacts | null {
    const films = this.#scan?.films ?? [];
    const film = films.find(({ name }) => name === path);
    if (film === undefined) return null;
    const facts = this.#facts.known(film);
    // Nobody has asked for the list since the start; the next one who comes finds it read.
    if (facts === null) this.#facts.want(films);
    return facts;
  }

  /** A scan that is not stale, of whose films the facts are wanted. */
  async #lately(): Promise<Scan> {
    const scan = this.#isStale()
      ? await this.#rescan()
      : this.#scan ?? await this.#rescan();
    this.#facts.want(scan.films);
    return scan;
  }

  #describe(
    { subtitles, isCutShort }: Scan,
    found: readonly FilmFile[],
  ): Listing {
    const sideCars = sideCarsOf(subtitles);
    const films = found.map((film) =>
      describeFilm(film, this.#facts.known(film), sideCars(film.name))
    );
    this.#owesFacts ||= films.some((film) => !film.isRead);
    return { films, isCutShort };
  }

  close({ endsProcess = false }: Closing = {}): void {
    this.#isClosed = true;
    this.#changes.close();
    this.#facts.close();
    if (!endsProcess) this.#unwatch();
  }

  #isStale(): boolean {
    const staleMs = this.#watch === null
      ? UNWATCHED_STALE_MS
      : WATCHED_STALE_MS;
    return this.#options.nowMs() - this.#scannedMs >= staleMs;
  }

  #rescanBeside(): void {
    // The next listing scans again and tells whoever asks.
    this.#rescan().catch(() => {});
  }

  #rescan(): Promise<Scan> {
    return this.#scanning ??= this.#scanOnce().finally(() =>
      this.#scanning = null
    );
  }

  async #scanOnce(): Promise<Scan> {
    const { mediaDir, demoPath, nowMs } = this.#options;
    // Watch first: what changes during the scan is then told.
    this.#watchIfNot();
    const scan = await withDemo(await scanFolder(mediaDir), demoPath);
    if (scan.isMissing) this.#unwatch();
    const before = this.#scan;
    this.#scan = scan;
    this.#scannedMs = nowMs();
    if (before !== null && signature(before) !== signature(scan)) {
      this.#options.onChange();
    }
    return scan;
  }

  #watchIfNot(): void {
    if (this.#watch !== null || this.#isClosed) return;
    this.#watch = this.#options.watch(
      this.#options.mediaDir,
      () => this.#changes.call(),
    );
  }

  #unwatch(): void {
    this.#watch?.close();
    this.#watch = null;
  }

  #tellFacts(): void {
    if (!this.#owesFacts || this.#isClosed) return;
    this.#owesFacts = false;
    this.#options.onChange();
  }
}

async function withDemo(scan: Scan, demoPath: string): Promise<Scan> {
  if (scan.films.some(({ name }) => name === DEMO_NAME)) return scan;
  const demo = await demoFile(demoPath);
  return demo === null ? scan : { ...scan, films: [demo, ...scan.films] };
}

async function demoFile(demoPath: string): Promise<FilmFile | null> {
  try {
    const { size: sizeBytes, mtime, ino } = await Deno.stat(demoPath);
    const mtimeMs = mtime?.getTime() ?? 0;
    const etag = entityTag({ sizeBytes, mtimeMs, inode: ino });
    return { name: DEMO_NAME, realPath: demoPath, sizeBytes, mtimeMs, etag };
  } catch {
    // A build without the demo film still has a library.
    return null;
  }
}

function signature({ films, subtitles }: Scan): string {
  return [...films.map(({ name, etag }) => `${name}\n${etag}`), ...subtitles]
    .join("\n");
}
