/**
 * The sample tables of a track (ISO/IEC 14496-12, 8.6 and 8.7): where each
 * frame or packet lies in the file, and when it is decoded and shown.
 *
 * @module
 */
import { TRACK_SAMPLES_MAX } from "./bounds.ts";
import { type Box, type Bytes, findBox, needBox } from "./box.ts";
import { damaged, UncuttableError } from "./uncuttable.ts";

/** All samples of a track, by index, in the order of decoding. */
export interface Samples {
  readonly count: number;
  /** First byte of each in the file. */
  readonly offsets: Float64Array;
  /** Bytes of each. */
  readonly sizes: Uint32Array;
  /** When each is decoded, in the track's units, and the end of the last: one more than samples. */
  readonly decodeTimes: Float64Array;
  /** What is added to that to tell when each is shown; null where it is nothing. */
  readonly compositionOffsets: Int32Array | null;
  /** 1 for each from which decoding can begin; null where it can from all. */
  readonly keys: Uint8Array | null;
}

/**
 * Reads a track's tables.
 *
 * @param table The `stbl` box.
 * @throws {UncuttableError} When they contradict each other or are too large.
 */
export function readSamples(source: Bytes, table: Box): Samples {
  const { count, sizes } = readSizes(source, table);
  return {
    count,
    sizes,
    offsets: readOffsets(source, table, sizes),
    decodeTimes: readDecodeTimes(source, table, count),
    compositionOffsets: readCompositionOffsets(source, table, count),
    keys: readKeys(source, table, count),
  };
}

interface Entries {
  /** First byte of the first entry. */
  readonly at: number;
  readonly count: number;
}

/** A table that says how many entries follow. */
function entriesOf(source: Bytes, box: Box, entryBytes: number): Entries {
  if (box.end - box.content < 8) throw tooShort(box);
  const count = source.view.getUint32(box.content + 4);
  const at = box.content + 8;
  if (at + count * entryBytes > box.end) throw tooShort(box);
  return { at, count };
}

function tooShort({ type }: Box): UncuttableError {
  return damaged(
    `Cannot read table "${type}" as it must hold all its entries`,
  );
}

function readSizes(
  source: Bytes,
  table: Box,
): { count: number; sizes: Uint32Array } {
  const box = needBox(source, table, { path: ["stsz"], bytesMin: 12 });
  const fixed = source.view.getUint32(box.content + 4);
  const count = source.view.getUint32(box.content + 8);
  if (count > TRACK_SAMPLES_MAX) {
    throw new UncuttableError(
      "too-large",
      `Cannot cut a track of ${count} samples as ${TRACK_SAMPLES_MAX} are the most`,
    );
  }
  const at = box.content + 12;
  if (fixed === 0 && at + 4 * count > box.end) throw tooShort(box);
  const sizes = new Uint32Array(count);
  for (let index = 0; index < count; index++) {
    sizes[index] = fixed === 0 ? source.view.getUint32(at + 4 * index) : fixed;
  }
  return { count, sizes };
}

function readDecodeTimes(
  source: Bytes,
  table: Box,
  count: number,
): Float64Array {
  const box = needBox(source, table, { path: ["stts"], bytesMin: 8 });
  const entries = entriesOf(source, box, 8);
  const times = new Float64Array(count + 1);
  let sample = 0;
  let time = 0;
  for (let entry = 0; entry < entries.count && sample < count; entry++) {
    const at = entries.at + 8 * entry;
    const step = source.view.getUint32(at + 4);
    if (step > 0x7fff_ffff) throw damaged("Cannot read a time that goes back");
    const end = Math.min(count, sample + source.view.getUint32(at));
    while (sample < end) {
      times[sample++] = time;
      time += step;
    }
  }
  if (sample < count) throw tooShort(box);
  times[count] = time;
  return times;
}

function readCompositionOffsets(
  source: Bytes,
  table: Box,
  count: number,
): Int32Array | null {
  const box = findBox(source, table, "ctts");
  if (box === null) return null;
  const entries = entriesOf(source, box, 8);
  const offsets = new Int32Array(count);
  let sample = 0;
  for (let entry = 0; entry < entries.count && sample < count; entry++) {
    const at = entries.at + 8 * entry;
    const end = Math.min(count, sample + source.view.getUint32(at));
    // Version 0 has no sign, but films with one are about; no real offset needs that bit.
    offsets.fill(source.view.getInt32(at + 4), sample, end);
    sample = end;
  }
  return offsets;
}

function readKeys(
  source: Bytes,
  table: Box,
  count: number,
): Uint8Array | null {
  const box = findBox(source, table, "stss");
  if (box === null) return null;
  const entries = entriesOf(source, box, 4);
  const keys = new Uint8Array(count);
  for (let entry = 0; entry < entries.count; entry++) {
    const sample = source.view.getUint32(entries.at + 4 * entry) - 1;
    if (sample >= 0 && sample < count) keys[sample] = 1;
  }
  return keys;
}

/** Samples lie one behind the other in chunks; a table says how many are in which. */
function readOffsets(
  source: Bytes,
  table: Box,
  sizes: Uint32Array,
): Float64Array {
  const chunks = readChunkOffsets(source, table);
  const box = needBox(source, table, { path: ["stsc"], bytesMin: 8 });
  const entries = entriesOf(source, box, 12);
  const offsets = new Float64Array(sizes.length);
  let sample = 0;
  let chunk = 0;
  for (let entry = 0; entry < entries.count; entry++) {
    const at = entries.at + 12 * entry;
    if (source.view.getUint32(at) - 1 !== chunk && sample < sizes.length) {
      throw damaged("Cannot read the chunks as they must follow each other");
    }
    const perChunk = source.view.getUint32(at + 4);
    if (source.view.getUint32(at + 8) !== 1) {
      throw new UncuttableError(
        "codec",
        "Cannot cut a track that changes its codec on the way",
      );
    }
    const isLast = entry + 1 === entries.count;
    const end = isLast
      ? chunks.length
      : Math.min(chunks.length, source.view.getUint32(at + 12) - 1);
    for (; chunk < end && sample < sizes.length; chunk++) {
      let offset = chunks[chunk] ?? 0;
      const last = Math.min(sizes.length, sample + perChunk);
      for (; sample < last; sample++) {
        offsets[sample] = offset;
        offset += sizes[sample] ?? 0;
      }
    }
  }
  if (sample < sizes.length) throw tooShort(box);
  return offsets;
}

function readChunkOffsets(source: Bytes, table: Box): Float64Array {
  const wide = findBox(source, table, "co64");
  const box = wide ??
    needBox(source, table, { path: ["stco"], bytesMin: 8 });
  const entries = entriesOf(source, box, wide === null ? 4 : 8);
  const offsets = new Float64Array(entries.count);
  for (let chunk = 0; chunk < entries.count; chunk++) {
    offsets[chunk] = wide === null
      ? source.view.getUint32(entries.at + 4 * chunk)
      : Number(source.view.getBigUint64(entries.at + 8 * chunk));
  }
  return offsets;
}
