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
import { SAMPLE_MEMORY_BYTES } from "./samples.ts";
import { readTracks, type Track } from "./track.ts";
import { damaged, UncuttableError } from "./uncuttable.ts";

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
  const { offset, length } = await findTables(reader);
  if (length > TABLES_BYTES_MAX) {
    throw new UncuttableError(
      "too-large",
      `Cannot cut a film with tables of ${length} bytes as ${TABLES_BYTES_MAX} are the most`,
    );
  }
  const tables = await reader.read(offset, length);
  if (tables.length < length) throw damaged("Cannot read the film's tables");
  const tracks = readTracks(tables, reader.sizeBytes);
  const samples = tracks.reduce((sum, { samples }) => sum + samples.count, 0);
  return {
    init: writeInit(tracks),
    clips: cutClips(tracks),
    tracks,
    memoryBytes: samples * SAMPLE_MEMORY_BYTES,
  };
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
