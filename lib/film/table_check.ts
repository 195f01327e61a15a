/**
 * Looks at an MP4's tables before a demuxer does. Some say "so many samples
 * like this" in eight bytes; one damaged number there makes a demuxer count to
 * four billion, which stops a server and fills its memory.
 *
 * @module
 */

/**
 * Samples that a table may speak of: 18 hours at 60 frames a second. A demuxer
 * holds some 40 bytes of each.
 */
export const SAMPLES_MAX = 4_000_000;

/** Boxes that hold boxes on the way to the tables. */
const FOLDERS = new Set([
  "moov",
  "trak",
  "mdia",
  "minf",
  "stbl",
  "moof",
  "traf",
]);

/** How deep boxes lie in each other: `moov/trak/mdia/minf/stbl/stts`. */
const DEPTH_MAX = 6;

/**
 * Checks the counts of an MP4's tables.
 *
 * @param box A whole `moov` or `moof` box.
 * @returns What is wrong, or null.
 */
export function checkTables(box: Uint8Array): string | null {
  const view = new DataView(box.buffer, box.byteOffset, box.byteLength);
  return checkBoxes(view, { start: 0, end: box.byteLength, depth: 0 });
}

interface Span {
  readonly start: number;
  readonly end: number;
  readonly depth: number;
}

function checkBoxes(
  view: DataView,
  { start, end, depth }: Span,
): string | null {
  const timed = new Map<string, number>();
  for (let offset = start; offset + 8 <= end;) {
    const { type, headBytes, sizeBytes } = readBox(view, { offset, end });
    if (sizeBytes < headBytes || offset + sizeBytes > end) return null;
    const span = {
      start: offset + headBytes,
      end: offset + sizeBytes,
      depth: depth + 1,
    };
    const wrong = FOLDERS.has(type) && depth < DEPTH_MAX
      ? checkBoxes(view, span)
      : null;
    if (wrong !== null) return wrong;
    if (type === "trun" && countOfRun(view, span) > SAMPLES_MAX) {
      return tooMany(type);
    }
    // Without ctts nobody counts the samples of stts, and sound may have billions.
    if (type === "stts" || type === "ctts") {
      timed.set(type, countOfTable(view, span));
    }
    offset += sizeBytes;
  }
  if (!timed.has("ctts")) return null;
  for (const [type, samples] of timed) {
    if (samples > SAMPLES_MAX) return tooMany(type);
  }
  return null;
}

function readBox(
  view: DataView,
  { offset, end }: { offset: number; end: number },
) {
  const type = String.fromCharCode(
    ...[4, 5, 6, 7].map((byte) => view.getUint8(offset + byte)),
  );
  const short = view.getUint32(offset);
  if (short === 0) return { type, headBytes: 8, sizeBytes: end - offset };
  if (short !== 1) return { type, headBytes: 8, sizeBytes: short };
  const sizeBytes = offset + 16 <= end
    ? Number(view.getBigUint64(offset + 8))
    : 0;
  return { type, headBytes: 16, sizeBytes };
}

/** Samples of an `stts` or `ctts`: the sum of its entries, as far as they are there. */
function countOfTable(view: DataView, { start, end }: Span): number {
  if (start + 8 > end) return 0;
  const entries = Math.min(
    view.getUint32(start + 4),
    Math.floor((end - start - 8) / 8),
  );
  let samples = 0;
  for (let entry = 0; entry < entries; entry++) {
    samples += view.getUint32(start + 8 + 8 * entry);
  }
  return samples;
}

/** Samples that a `trun` speaks of. */
function countOfRun(view: DataView, { start, end }: Span): number {
  return start + 8 <= end ? view.getUint32(start + 4) : 0;
}

function tooMany(type: string): string {
  return `Cannot read table "${type}" as it must speak of ${SAMPLES_MAX} samples at most`;
}
