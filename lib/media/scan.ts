/**
 * Looks through the media folder once.
 *
 * @module
 */
import { dirname } from "node:path";
import { isSubtitleName } from "@/lib/subtitle/mod.ts";
import { entityTag } from "./entity_tag.ts";
import { filmsAmong, isPlaylist } from "./film_types.ts";
import { isAbsence, isShownPart, realFileWithin } from "./path.ts";

/** A film file, as its folder tells. */
export interface FilmFile {
  /** Name inside the media folder, with plain slashes. */
  readonly name: string;
  /** Where its bytes are. */
  readonly realPath: string;
  readonly sizeBytes: number;
  /** Last change in milliseconds since 1970, as fine as the system tells. */
  readonly mtimeMs: number;
  /** Names this state of the file. */
  readonly etag: string;
}

/** How far a scan goes. */
export interface ScanLimits {
  /** Folders below the media folder. */
  readonly depthMax: number;
  readonly filmsMax: number;
  /** Directory entries looked at, films or not. */
  readonly entriesMax: number;
}

/** Deep enough for series and seasons; a folder given by mistake (`/`) ends soon. */
export const SCAN_LIMITS: ScanLimits = {
  depthMax: 8,
  filmsMax: 5000,
  entriesMax: 100_000,
};

/** What a scan found. */
export interface Scan {
  /** Sorted as people sort: `2.mp4` before `10.mp4`. */
  readonly films: readonly FilmFile[];
  /** Names of subtitle files, at most as many as films. */
  readonly subtitles: readonly string[];
  /** Whether a limit ended it before all was seen. */
  readonly isCutShort: boolean;
  /** Whether there is no such folder, or none that we may read. */
  readonly isMissing: boolean;
}

const MISSING: Scan = {
  films: [],
  subtitles: [],
  isCutShort: false,
  isMissing: true,
};

/**
 * Lists the films of a folder and its sub-folders. Dot files are passed over,
 * and symlinks that lead out of the folder or to other folders. A folder that
 * cannot be read is passed over too; a missing media folder is an empty one.
 */
export async function scanFolder(
  mediaDir: string,
  limits = SCAN_LIMITS,
): Promise<Scan> {
  let root: string;
  try {
    root = await Deno.realPath(mediaDir);
  } catch (error) {
    if (isAbsence(error)) return MISSING;
    throw error;
  }
  const films: FilmFile[] = [];
  const subtitles: string[] = [];
  let entriesLeft = limits.entriesMax;
  let isCutShort = false;
  // Folder by folder from the top, so that a limit cuts off the deepest.
  const folders = [{ prefix: "", depth: 0 }];
  for (
    let folder = folders.shift();
    folder !== undefined;
    folder = folders.shift()
  ) {
    const entries = await entriesOf(`${root}/${folder.prefix}`);
    const among = filmsAmong(entries.map(({ name }) => name));
    for (const entry of entries) {
      if (entriesLeft-- <= 0 || films.length >= limits.filmsMax) {
        return {
          films: films.sort(byName),
          subtitles: subtitles.sort(),
          isCutShort: true,
          isMissing: false,
        };
      }
      const name = folder.prefix + entry.name;
      if (!isShownPart(entry.name)) continue;
      if (entry.isDirectory) {
        if (folder.depth < limits.depthMax) {
          folders.push({ prefix: `${name}/`, depth: folder.depth + 1 });
        } else isCutShort = true;
        continue;
      }
      const film = among.has(entry.name) ? await filmFile(root, name) : null;
      if (film !== null) films.push(film);
      if (isSubtitleName(name) && subtitles.length < limits.filmsMax) {
        subtitles.push(name);
      }
    }
  }
  return {
    films: films.sort(byName),
    subtitles: subtitles.sort(),
    isCutShort,
    isMissing: false,
  };
}

async function entriesOf(folder: string): Promise<Deno.DirEntry[]> {
  try {
    return await Array.fromAsync(Deno.readDir(folder));
  } catch {
    // Removed since it was listed, or not ours to read: its films are not there.
    return [];
  }
}

async function filmFile(root: string, name: string): Promise<FilmFile | null> {
  try {
    const realPath = await realFileWithin(root, name);
    if (realPath === null) return null;
    const { size, mtime, ino } = await Deno.stat(realPath);
    // The pieces of a stream may come after their playlist, which stays as it is.
    const folder = isPlaylist(name) ? await Deno.stat(dirname(realPath)) : null;
    const mtimeMs = Math.max(
      mtime?.getTime() ?? 0,
      folder?.mtime?.getTime() ?? 0,
    );
    const etag = entityTag({ sizeBytes: size, mtimeMs, inode: ino });
    return { name, realPath, sizeBytes: size, mtimeMs, etag };
  } catch {
    // One odd file, such as one on a broken mount, must not hide the others.
    return null;
  }
}

const collator = new Intl.Collator("zh-CN", { numeric: true });

function byName(a: FilmFile, b: FilmFile): number {
  return collator.compare(a.name, b.name) || (a.name < b.name ? -1 : 1);
}
