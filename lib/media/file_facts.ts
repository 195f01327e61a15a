/**
 * Facts of a film on the disk: of one file, or of a stream whose pieces lie beside its playlist.
 *
 * @module
 */
import { dirname, join } from "node:path";
import {
  type ClosableReader,
  type FilmFacts,
  NO_FACTS,
  type Playlist,
  type Reader,
  readFacts,
  readPlaylist,
} from "@/lib/film/mod.ts";
import { isPlaylist } from "./film_types.ts";
import { openFileReader } from "./file_reader.ts";
import { isShownPart, realFileWithin } from "./path.ts";

/** A longer playlist is none: it is as much as {@linkcode readPlaylist} takes of pieces. */
const PLAYLIST_BYTES_MAX = 4 * 1024 * 1024;

/**
 * Reads a film's facts.
 *
 * @param realPath where it lies, without symlinks
 * @throws {Error} when it cannot be opened or read
 */
export async function readFileFacts(realPath: string): Promise<FilmFacts> {
  const reader = await openFileReader(realPath);
  try {
    return isPlaylist(realPath)
      ? await streamFacts(reader, dirname(realPath))
      : await readFacts(reader);
  } finally {
    reader.close();
  }
}

async function streamFacts(
  reader: Reader,
  folder: string,
): Promise<FilmFacts> {
  const list = await playlistOf(reader);
  if (list === null) {
    const detail = "Cannot recognise the file as a playlist of HLS";
    return { ...NO_FACTS, problem: { code: "unknown-container", detail } };
  }
  if (list.type === "pieces") return await piecesFacts(list, folder);
  const picture = await listedFacts(list.best, folder);
  const sound = list.sound === null
    ? null
    : await listedFacts(list.sound, folder);
  if (picture === null) return NO_FACTS;
  if (sound === null) return picture;
  return withRate({
    ...picture,
    audio: sound.audio.length > 0 ? sound.audio : picture.audio,
    filmBytes: sumOf(picture.filmBytes, sound.filmBytes),
  });
}

/** The facts of what another playlist in the folder lists; null where it does not lie there. */
async function listedFacts(
  uri: string,
  folder: string,
): Promise<FilmFacts | null> {
  const path = await pathOf(uri, folder);
  if (path === null) return null;
  const reader = await openFileReader(path);
  try {
    const list = await playlistOf(reader);
    return list?.type === "pieces"
      ? await piecesFacts(list, dirname(path))
      : null;
  } finally {
    reader.close();
  }
}

async function piecesFacts(
  list: Playlist & { readonly type: "pieces" },
  folder: string,
): Promise<FilmFacts> {
  const { durationS, pieces, init, isLocked } = list;
  const files = init === null ? pieces : [init, ...pieces];
  const paths: string[] = [];
  let bytes = 0;
  for (const uri of files) {
    const path = await pathOf(uri, folder);
    // A part that lies elsewhere, or nowhere, has no size here.
    if (path === null) return { ...NO_FACTS, durationS };
    paths.push(path);
    bytes += (await Deno.stat(path)).size;
  }
  // What the first piece is made of, all are. What is locked looks like nothing.
  const first = isLocked
    ? NO_FACTS
    : await joinedFacts(paths.slice(0, init === null ? 1 : 2));
  const { video, audio } = first;
  return withRate({
    ...NO_FACTS,
    container: video === null && audio.length === 0 ? null : "HLS",
    durationS,
    video,
    audio,
    filmBytes: bytes,
  });
}

function withRate(facts: FilmFacts): FilmFacts {
  const { durationS, filmBytes } = facts;
  return durationS === null || durationS <= 0 || filmBytes === undefined
    ? facts
    : { ...facts, bitrateBps: Math.round(filmBytes * 8 / durationS) };
}

function sumOf(
  one: number | undefined,
  other: number | undefined,
): number | undefined {
  return one === undefined || other === undefined ? undefined : one + other;
}

/** Facts of files that are one film in a row. */
async function joinedFacts(paths: readonly string[]): Promise<FilmFacts> {
  const readers: ClosableReader[] = [];
  try {
    for (const path of paths) readers.push(await openFileReader(path));
    return await readFacts(joined(readers));
  } finally {
    for (const reader of readers) reader.close();
  }
}

function joined(readers: readonly Reader[]): Reader {
  return {
    sizeBytes: readers.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
    async read(offset, length) {
      const bytes = new Uint8Array(length);
      let [got, start] = [0, 0];
      for (const reader of readers) {
        const from = Math.max(offset - start, 0);
        const to = Math.min(offset + length - start, reader.sizeBytes);
        if (from < to) {
          const part = await reader.read(from, to - from);
          bytes.set(part, got);
          got += part.length;
        }
        start += reader.sizeBytes;
      }
      return bytes.subarray(0, got);
    },
  };
}

async function playlistOf(reader: Reader): Promise<Playlist | null> {
  const { sizeBytes } = reader;
  if (sizeBytes > PLAYLIST_BYTES_MAX) return null;
  return readPlaylist(
    new TextDecoder().decode(await reader.read(0, sizeBytes)),
  );
}

/** Where an address of a playlist leads; null where that is not in the playlist's own folder. */
async function pathOf(uri: string, folder: string): Promise<string | null> {
  if (/^[a-z][a-z\d+.-]*:/i.test(uri)) return null;
  try {
    const parts = uri.replace(/[?#].*$/, "").split("/").filter((part) =>
      part !== "."
    ).map(decodeURIComponent);
    return parts.every(isShownPart)
      ? await realFileWithin(folder, join(...parts))
      : null;
  } catch {
    // Nothing that a browser could ask for.
    return null;
  }
}
