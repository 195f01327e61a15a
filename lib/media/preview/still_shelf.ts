/**
 * Pictures that were made, kept in a folder up to a bound.
 *
 * @module
 */
import { join } from "node:path";

/** What the folder may hold, in bytes: about ten thousand pictures. */
export const STILLS_BYTES_MAX = 64 * 1024 * 1024;
/** How many it may hold; those without a picture take no bytes. */
export const STILLS_MAX = 20_000;

/** Names that are ours; nothing else in the folder is touched. */
const NAME = /^[0-9a-f]{24}-\d{1,6}\.jpg$/;

/** Pictures by name. */
export interface StillShelf {
  /** A picture, empty where it is known that there is none; null where nothing is known. */
  get(name: string): Promise<Uint8Array<ArrayBuffer> | null>;
  /** Keeps one; a disk that refuses is no reason to fail. */
  put(name: string, bytes: Uint8Array<ArrayBuffer>): Promise<void>;
}

/**
 * Opens a folder, which is made with its first picture.
 *
 * @param bounds other ones than ours, in tests
 */
export function openStillShelf(
  folder: string,
  { bytesMax = STILLS_BYTES_MAX, countMax = STILLS_MAX } = {},
): StillShelf {
  /** Sizes in bytes, least wanted first. */
  const sizes = new Map<string, number>();
  let sumBytes = 0;
  let looking: Promise<void> | null = null;
  const at = (name: string) => join(folder, name);
  const note = (name: string, sizeBytes: number) => {
    sumBytes += sizeBytes - (sizes.get(name) ?? 0);
    sizes.delete(name);
    sizes.set(name, sizeBytes);
  };
  const forget = (name: string) => {
    sumBytes -= sizes.get(name) ?? 0;
    sizes.delete(name);
  };
  const look = async () => {
    try {
      for await (const { name, isFile } of Deno.readDir(folder)) {
        if (!isFile || !NAME.test(name)) continue;
        note(name, (await Deno.stat(at(name))).size);
      }
    } catch {
      // No folder yet, or none that can be read.
    }
    await shrink();
  };
  const shrink = async () => {
    for (const name of sizes.keys()) {
      if (sumBytes <= bytesMax && sizes.size <= countMax) return;
      forget(name);
      await Deno.remove(at(name)).catch(() => {});
    }
  };
  return {
    async get(name) {
      await (looking ??= look());
      const sizeBytes = sizes.get(name);
      if (sizeBytes === undefined) return null;
      try {
        const bytes = await Deno.readFile(at(name));
        note(name, bytes.length);
        return bytes;
      } catch {
        forget(name);
        return null;
      }
    },
    async put(name, bytes) {
      await (looking ??= look());
      const draft = at(`${name}.draft`);
      try {
        await Deno.mkdir(folder, { recursive: true });
        // A start that is cut off must not leave half of a picture.
        await Deno.writeFile(draft, bytes);
        await Deno.rename(draft, at(name));
        note(name, bytes.length);
      } catch {
        await Deno.remove(draft).catch(() => {});
      }
      await shrink();
    },
  };
}
