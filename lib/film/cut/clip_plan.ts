/**
 * A clip as a movie fragment (ISO/IEC 14496-12, 8.8): a head of our own, and
 * the film's bytes as they lie in the file, so that none must be moved.
 *
 * @module
 */
import type { Stretch } from "../boxes.ts";
import { letters } from "./box.ts";
import { type Clip, delayOf, shownAfter, type Span } from "./clips.ts";
import { trackId } from "./init.ts";
import type { Track } from "./track.ts";

/** How to put a clip together. */
export interface ClipPlan {
  /** What comes first. */
  readonly head: Uint8Array<ArrayBuffer>;
  /** What of the film follows, in this order; none touches the next. */
  readonly stretches: readonly Stretch[];
  /** Size of the whole clip. */
  readonly sizeBytes: number;
}

/** Samples of a track that lie one behind the other in the file. */
interface Run extends Span {
  readonly part: Part;
  readonly offset: number;
  readonly length: number;
  /** Where it lies among the clip's film bytes. */
  placed: number;
}

/** What of a track is in a clip, and which columns its runs need. */
interface Part {
  readonly track: Track;
  readonly id: number;
  readonly span: Span;
  /** The duration that all samples share; null where they differ. */
  readonly duration: number | null;
  readonly hasKeys: boolean;
  readonly hasOffsets: boolean;
  readonly runs: Run[];
}

/** Flags of a sample on which others do not build, and of one that builds on others. */
const KEY_FLAGS = 0x0200_0000;
const OTHER_FLAGS = 0x0101_0000;

/** `tfhd`: default duration, default flags, data placed from the start of the fragment. */
const TFHD_FLAGS = 0x02_0028;
const TFHD_BYTES = 24;
const TFDT_BYTES = 20;
const MFHD_BYTES = 16;
/** Head of a `trun` with its version, count and data offset. */
const RUN_HEAD_BYTES = 20;
const BOX_HEAD_BYTES = 8;

/**
 * Plans a clip.
 *
 * @param tracks The tracks of the film.
 * @param clip Which of its samples.
 * @param number Counts the clips from 1.
 */
export function planClip(
  tracks: readonly Track[],
  clip: Clip,
  number: number,
): ClipPlan {
  const parts: Part[] = [];
  clip.spans.forEach((span, index) => {
    const track = tracks[index];
    if (track === undefined || span.to <= span.from) return;
    parts.push(partOf(track, { span, id: trackId(index) }));
  });
  const { stretches, filmBytes } = place(parts);
  const head = writeHead(parts, { number, filmBytes });
  return { head, stretches, sizeBytes: head.length + filmBytes };
}

function partOf(
  track: Track,
  { span, id }: { readonly span: Span; readonly id: number },
): Part {
  const { decodeTimes, keys } = track.samples;
  const lasts = (index: number) =>
    (decodeTimes[index + 1] ?? 0) - (decodeTimes[index] ?? 0);
  const first = lasts(span.from);
  let isSteady = true;
  let hasOffsets = false;
  for (let index = span.from; index < span.to; index++) {
    isSteady &&= lasts(index) === first;
    hasOffsets ||= shownAfter(track, index) !== 0;
  }
  const part: Part = {
    track,
    id,
    span,
    duration: isSteady ? first : null,
    hasKeys: keys !== null && track.kind === "video",
    hasOffsets,
    runs: [],
  };
  addRuns(part);
  return part;
}

function addRuns(part: Part): void {
  const { track: { samples: { offsets, sizes } }, span, runs } = part;
  let from = span.from;
  let length = 0;
  for (let index = span.from; index < span.to; index++) {
    length += sizes[index] ?? 0;
    const offset = offsets[from] ?? 0;
    const isLast = index + 1 === span.to;
    if (!isLast && offsets[index + 1] === offset + length) continue;
    runs.push({ part, from, to: index + 1, offset, length, placed: 0 });
    from = index + 1;
    length = 0;
  }
}

/** Puts all runs in the order of the file, where tracks alternate, so that one read gets many. */
function place(
  parts: readonly Part[],
): { stretches: Stretch[]; filmBytes: number } {
  const runs = parts.flatMap((part) => part.runs)
    .sort((a, b) => a.offset - b.offset);
  const stretches: { offset: number; length: number }[] = [];
  let filmBytes = 0;
  for (const run of runs) {
    run.placed = filmBytes;
    filmBytes += run.length;
    const last = stretches.at(-1);
    if (last !== undefined && last.offset + last.length === run.offset) {
      last.length += run.length;
    } else if (run.length > 0) {
      stretches.push({ offset: run.offset, length: run.length });
    }
  }
  return { stretches, filmBytes };
}

/** Writes `moof` and the head of `mdat`. */
function writeHead(
  parts: readonly Part[],
  { number, filmBytes }: {
    readonly number: number;
    readonly filmBytes: number;
  },
): Uint8Array<ArrayBuffer> {
  const sizes = parts.map(partBytes);
  const moofBytes = sizes.reduce(
    (sum, size) => sum + size,
    BOX_HEAD_BYTES + MFHD_BYTES,
  );
  const pen = new Pen(moofBytes + BOX_HEAD_BYTES);
  pen.box(moofBytes, "moof");
  pen.box(MFHD_BYTES, "mfhd");
  pen.numbers(0, number);
  parts.forEach((part, index) => {
    pen.box(sizes[index] ?? 0, "traf");
    writePart(pen, part, moofBytes + BOX_HEAD_BYTES);
  });
  pen.box(BOX_HEAD_BYTES + filmBytes, "mdat");
  return pen.bytes;
}

function partBytes(part: Part): number {
  const rowBytes = 4 * columnsOf(part);
  const rows = part.span.to - part.span.from;
  return BOX_HEAD_BYTES + TFHD_BYTES + TFDT_BYTES +
    RUN_HEAD_BYTES * part.runs.length + rowBytes * rows;
}

function columnsOf({ duration, hasKeys, hasOffsets }: Part): number {
  return 1 + Number(duration === null) + Number(hasKeys) + Number(hasOffsets);
}

function writePart(pen: Pen, part: Part, dataOffset: number): void {
  const { track, id, span, duration, hasKeys, hasOffsets } = part;
  pen.box(TFHD_BYTES, "tfhd");
  pen.numbers(TFHD_FLAGS, id, duration ?? 0, KEY_FLAGS);
  pen.box(TFDT_BYTES, "tfdt");
  pen.numbers(0x0100_0000);
  pen.long((track.samples.decodeTimes[span.from] ?? 0) + delayOf(track));
  // Version 1: offsets have a sign. Columns: data offset, duration, size, flags, offset.
  const flags = 0x0100_0201 | (duration === null ? 0x100 : 0) |
    (hasKeys ? 0x400 : 0) | (hasOffsets ? 0x800 : 0);
  for (const run of part.runs) {
    const rows = run.to - run.from;
    pen.box(RUN_HEAD_BYTES + 4 * columnsOf(part) * rows, "trun");
    pen.numbers(flags, rows, dataOffset + run.placed);
    for (let index = run.from; index < run.to; index++) {
      writeRow(pen, part, index);
    }
  }
}

function writeRow(pen: Pen, part: Part, index: number): void {
  const { track, duration, hasKeys, hasOffsets } = part;
  const { decodeTimes, sizes, keys } = track.samples;
  if (duration === null) {
    pen.number((decodeTimes[index + 1] ?? 0) - (decodeTimes[index] ?? 0));
  }
  pen.number(sizes[index] ?? 0);
  if (hasKeys) pen.number(keys?.[index] === 1 ? KEY_FLAGS : OTHER_FLAGS);
  if (hasOffsets) pen.number(shownAfter(track, index));
}

/** Writes numbers one behind the other. */
class Pen {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly #view: DataView;
  #at = 0;

  constructor(sizeBytes: number) {
    this.bytes = new Uint8Array(sizeBytes);
    this.#view = new DataView(this.bytes.buffer);
  }

  number(number: number): void {
    this.#view.setInt32(this.#at, number);
    this.#at += 4;
  }

  numbers(...numbers: readonly number[]): void {
    for (const number of numbers) this.number(number);
  }

  long(number: number): void {
    this.#view.setBigUint64(this.#at, BigInt(number));
    this.#at += 8;
  }

  box(sizeBytes: number, type: string): void {
    this.number(sizeBytes);
    this.bytes.set(letters(type), this.#at);
    this.#at += 4;
  }
}
