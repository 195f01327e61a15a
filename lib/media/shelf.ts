/**
 * Films that are being sent: opened once for all who ask within a second, and
 * looked at again at each request, so that nobody gets the bytes of one file
 * under the tag of another.
 *
 * @module
 */
import type { FileFacts } from "./answer.ts";
import type { Disk, DiskFile } from "./disk.ts";
import { strongTag } from "./entity_tag.ts";
import { mediaType } from "./film_types.ts";
import { type FoundFile, isAbsence } from "./path.ts";
import type { Timers } from "./timers.ts";

/** A film in somebody's hands, who gives it back once. */
export interface HeldFilm extends Pick<DiskFile, "readAt" | "descriptor"> {
  /** Its name inside the folder. */
  readonly name: string;
  readonly facts: FileFacts;
  /** Gives it back, once no read is under way. */
  release(): void;
}

/** What came of taking a film. */
export type Taken =
  | ({ readonly type: "film" } & HeldFilm)
  | Exclude<FoundFile, { readonly type: "file" }>;

/** What a shelf needs. */
export interface ShelfDeps {
  readonly disk: Disk;
  /** Finds the file that a URL names. */
  find(rawPath: string): Promise<FoundFile>;
  /** A monotonic clock. */
  readonly nowMs: () => number;
  /** Milliseconds since 1970, as the disk dates its files. */
  readonly wallMs: () => number;
  readonly timers: Timers;
}

/** How long a way from a URL to a file is taken for the right one, in ms. */
const FOUND_MS = 1000;
/** Films on the shelf at most; beyond it each request opens its own. */
export const FILMS_OPEN_MAX = 128;
/**
 * The coarsest clock by which Linux dates files, in ms (HZ=100), and a little
 * more. A file that changed within it may change again under the same date.
 */
const TICK_MS = 12;

interface Kept {
  readonly rawPath: string;
  readonly name: string;
  readonly file: DiskFile;
  readonly facts: FileFacts;
  readonly foundMs: number;
  /** Those who hold it; off the shelf, the last one closes it. */
  holders: number;
  isOff: boolean;
}

/** The films under way; closed at the end. */
export class Shelf {
  readonly #deps: ShelfDeps;
  readonly #kept = new Map<string, Kept>();
  #cancelTidying: (() => void) | null = null;

  constructor(deps: ShelfDeps) {
    this.#deps = deps;
  }

  /** Takes the film that a URL names; it is released by who took it. */
  async take(rawPath: string): Promise<Taken> {
    const kept = this.#kept.get(rawPath);
    if (kept !== undefined) {
      if (this.#isTrue(kept)) return hold(kept);
      this.#putOff(kept);
    }
    const found = await this.#deps.find(rawPath);
    if (found.type !== "file") return found;
    const opened = await this.#open(found.realPath);
    if (opened === null) return { type: "absent" };
    const fresh: Kept = {
      rawPath,
      name: found.name,
      file: opened,
      facts: factsOf(found.realPath, opened),
      foundMs: this.#deps.nowMs(),
      holders: 0,
      isOff: true,
    };
    const held = hold(fresh);
    this.#keep(fresh, found.isStandIn);
    return held;
  }

  /** Lets go of all films; those in somebody's hands are closed when given back. */
  close(): void {
    this.#cancelTidying?.();
    for (const kept of this.#kept.values()) this.#putOff(kept);
  }

  /** Whether the way to it is fresh, and what lies there is what we hold. */
  #isTrue(kept: Kept): boolean {
    return this.#deps.nowMs() - kept.foundMs < FOUND_MS &&
      kept.file.isCurrent();
  }

  async #open(realPath: string): Promise<DiskFile | null> {
    const { disk, wallMs, timers } = this.#deps;
    for (;;) {
      const file = await openIfThere(disk, realPath);
      if (file === null) return null;
      const { mtimeNs, ctimeNs } = file.identity;
      const changedNs = mtimeNs > ctimeNs ? mtimeNs : ctimeNs;
      const ageMs = wallMs() - Number(changedNs / 1_000_000n);
      if (ageMs < 0 || ageMs > TICK_MS) return file;
      // Its tag must be its own, so its next change has to get another date.
      file.close();
      await new Promise<void>((resolve) => timers.after(TICK_MS, resolve));
    }
  }

  #keep(fresh: Kept, isStandIn: boolean): void {
    const { timers } = this.#deps;
    // The real one may come at any moment; and what cannot tell is not kept.
    if (isStandIn || !fresh.file.isCurrent()) return;
    const before = this.#kept.get(fresh.rawPath);
    if (before !== undefined) this.#putOff(before);
    if (this.#kept.size >= FILMS_OPEN_MAX) return;
    fresh.isOff = false;
    this.#kept.set(fresh.rawPath, fresh);
    this.#cancelTidying ??= timers.after(FOUND_MS, () => this.#tidy());
  }

  /** Puts off what is no longer fresh, so that no file is held open for nothing. */
  #tidy(): void {
    const { nowMs, timers } = this.#deps;
    for (const kept of this.#kept.values()) {
      if (nowMs() - kept.foundMs >= FOUND_MS) this.#putOff(kept);
    }
    this.#cancelTidying = this.#kept.size === 0
      ? null
      : timers.after(FOUND_MS, () => this.#tidy());
  }

  #putOff(kept: Kept): void {
    this.#kept.delete(kept.rawPath);
    kept.isOff = true;
    if (kept.holders === 0) kept.file.close();
  }
}

function hold(kept: Kept): Taken {
  kept.holders++;
  let isHeld = true;
  return {
    type: "film",
    name: kept.name,
    facts: kept.facts,
    descriptor: kept.file.descriptor,
    readAt: (buffer, offset) => kept.file.readAt(buffer, offset),
    release() {
      if (!isHeld) return;
      isHeld = false;
      if (--kept.holders === 0 && kept.isOff) kept.file.close();
    },
  };
}

function factsOf(realPath: string, { identity }: DiskFile): FileFacts {
  return {
    sizeBytes: identity.sizeBytes,
    mtimeMs: Number(identity.mtimeNs / 1_000_000n),
    etag: strongTag(identity),
    type: mediaType(realPath),
  };
}

async function openIfThere(
  disk: Disk,
  realPath: string,
): Promise<DiskFile | null> {
  try {
    return await disk.open(realPath);
  } catch (error) {
    if (isAbsence(error)) return null;
    throw error;
  }
}
