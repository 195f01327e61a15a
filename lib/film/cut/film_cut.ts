/**
 * A film cut into clips, from its tables alone: nothing is decoded, and only
 * the bytes of a clip are read for it. Works on the server and in the browser.
 *
 * @module
 */
import { readBoxOrder, type Stretch } from "../boxes.ts";
import type { Reader } from "../reader.ts";
import { TABLES_BYTES_MAX } from "./bounds.ts";
import { type ClipPlan, planClip } from "./clip_plan.ts";
import { type Clip, cutClips } from "./clips.ts";
import { writeInit } from "./init.ts";
import { readTracks, type Track } from "./track.ts";
import { damaged, UncuttableError } from "./uncuttable.ts";

/** About what one clip and its spans take in memory, in bytes. */
const CLIP_MEMORY_BYTES = 256;

/** A film that is cut; it holds no reader and nothing to close. */
export interface FilmCut {
  /** The beginning that all clips share. */
  readonly init: Uint8Array<ArrayBuffer>;
  readonly clips: readonly Clip[];
  readonly tracks: readonly Track[];
  /** About how much memory it takes. */
  readonly memoryBytes: number;
}

/**
 * Cuts a film.
 *
 * @param reader The film; it is read here only, and not closed.
 * @throws {UncuttableError} When it cannot be cut.
 * @throws Whatever the reader throws when its bytes cannot be reached.
 */
export async function cutFilm(reader: Reader): Promise<FilmCut> {
  return cutTables(await readTables(reader), reader.sizeBytes);
}

/**
 * Reads what a film is cut by: its whole `moov` box.
 *
 * @throws {UncuttableError} When there is none, or it is too large.
 * @throws Whatever the reader throws when its bytes cannot be reached.
 */
export async function readTables(
  reader: Reader,
): Promise<Uint8Array<ArrayBuffer>> {
  const { offset, length } = await findTables(reader);
  if (length > TABLES_BYTES_MAX) {
    throw new UncuttableError(
      "too-large",
      `Cannot cut a film with tables of ${length} bytes as ${TABLES_BYTES_MAX} are the most`,
    );
  }
  const tables = await reader.read(offset, length);
  if (tables.length < length) throw damaged("Cannot read the film's tables");
  return new Uint8Array(tables);
}

/**
 * Cuts a film by its tables; it takes as long as they are large.
 *
 * @param sizeBytes The film's size.
 * @throws {UncuttableError} When it cannot be cut.
 */
export function cutTables(tables: Uint8Array, sizeBytes: number): FilmCut {
  const tracks = readTracks(tables, sizeBytes);
  const cut = { init: writeInit(tracks), clips: cutClips(tracks), tracks };
  const held = buffersOf(cut)
    .reduce((sum, { byteLength }) => sum + byteLength, 0);
  return { ...cut, memoryBytes: held + cut.clips.length * CLIP_MEMORY_BYTES };
}

/** What of a film that is cut lies in buffers of its own: nearly all its memory. */
export function buffersOf(
  { init, tracks }: Pick<FilmCut, "init" | "tracks">,
): ArrayBuffer[] {
  const arrays = tracks.flatMap(({ samples, description, placing }) => [
    samples.offsets,
    samples.sizes,
    samples.decodeTimes,
    samples.compositionOffsets,
    samples.keys,
    description,
    placing,
  ]);
  const buffers = [init, ...arrays].map((array) => array?.buffer);
  return [...new Set(buffers)].filter((one) => one instanceof ArrayBuffer);
}

async function findTables(reader: Reader): Promise<Stretch> {
  const order = await readBoxOrder(reader);
  if (order === null) {
    throw new UncuttableError("not-mp4", "Cannot cut a film that is no MP4");
  }
  if (order.fragment !== null) {
    throw new UncuttableError(
      "fragmented",
      "Cannot cut a film that is cut already",
    );
  }
  if (order.tables !== null) return order.tables;
  throw damaged("Cannot find the film's tables");
}

/**
 * Plans one clip of a film.
 *
 * @param index Counted from 0.
 * @returns Null when there is no such clip.
 */
export function planClipOf(cut: FilmCut, index: number): ClipPlan | null {
  const clip = cut.clips[index];
  return clip === undefined ? null : planClip(cut.tracks, clip, index + 1);
}

/**
 * Reads a whole clip.
 *
 * @throws {UncuttableError} When the film has become shorter.
 */
export async function readClip(
  reader: Reader,
  { head, stretches, sizeBytes }: ClipPlan,
): Promise<Uint8Array<ArrayBuffer>> {
  const clip = new Uint8Array(sizeBytes);
  clip.set(head);
  let at = head.length;
  for (const { offset, length } of stretches) {
    const bytes = await reader.read(offset, length);
    if (bytes.length < length) throw damaged("Cannot read the film's end");
    clip.set(bytes, at);
    at += length;
  }
  return clip;
}
