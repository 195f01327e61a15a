/**
 * The outermost boxes of an MP4 (ISO/IEC 14496-12, 4.2): which comes first,
 * and is the last one whole?
 *
 * @module
 */
import type { Reader } from "./reader.ts";

/** How an MP4 is laid out. */
export interface BoxOrder {
  /** The tables (`moov`) come before the pictures (`mdat`). */
  readonly isFaststart: boolean;
  /** A box ends beyond the file, or the tables never come. */
  readonly isCutShort: boolean;
}

/** Boxes looked at before giving up; real films have tables among the first ten. */
const BOXES_MAX = 64;

/** First boxes of MP4 and QuickTime; any other start is another container. */
const FIRST_BOXES = new Set([
  "ftyp",
  "styp",
  "moov",
  "mdat",
  "free",
  "skip",
  "wide",
  "pnot",
]);

/** Size and type, and the long size that may follow. */
const HEADER_BYTES = 16;

/**
 * Walks the outermost boxes, reading 16 bytes of each.
 *
 * @returns Null when the file is no MP4.
 */
export async function readBoxOrder(reader: Reader): Promise<BoxOrder | null> {
  let offset = 0;
  let mdatFirst = false;
  for (let box = 0; box < BOXES_MAX && offset < reader.sizeBytes; box++) {
    const header = await readHeader(reader, offset);
    if (box === 0 && !FIRST_BOXES.has(header?.type ?? "")) return null;
    const end = offset + (header?.sizeBytes ?? Infinity);
    const isCutShort = end > reader.sizeBytes;
    if (isCutShort) return { isFaststart: false, isCutShort };
    if (header?.type === "moov" && mdatFirst) {
      return { isFaststart: false, isCutShort };
    }
    if (header?.type === "moov") return await afterTables(reader, end);
    mdatFirst ||= header?.type === "mdat";
    offset = end;
  }
  return { isFaststart: false, isCutShort: mdatFirst };
}

/** The tables came first: are the pictures whole? */
async function afterTables(reader: Reader, start: number): Promise<BoxOrder> {
  let offset = start;
  for (let box = 0; box < BOXES_MAX && offset < reader.sizeBytes; box++) {
    const header = await readHeader(reader, offset);
    offset += header?.sizeBytes ?? Infinity;
    if (header?.type === "mdat") {
      return { isFaststart: true, isCutShort: offset > reader.sizeBytes };
    }
  }
  return { isFaststart: true, isCutShort: offset >= reader.sizeBytes };
}

/** A box's type and whole size; null when not even its header is whole. */
async function readHeader(
  reader: Reader,
  offset: number,
): Promise<{ type: string; sizeBytes: number } | null> {
  const left = reader.sizeBytes - offset;
  const bytes = await reader.read(offset, Math.min(HEADER_BYTES, left));
  if (bytes.length < 8) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const type = String.fromCharCode(...bytes.subarray(4, 8));
  const short = view.getUint32(0);
  if (short === 0) return { type, sizeBytes: left };
  if (short !== 1) return short < 8 ? null : { type, sizeBytes: short };
  if (bytes.length < HEADER_BYTES) return null;
  const sizeBytes = Number(view.getBigUint64(8));
  return sizeBytes < HEADER_BYTES ? null : { type, sizeBytes };
}
