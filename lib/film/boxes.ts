/**
 * The outermost boxes of an MP4 (ISO/IEC 14496-12, 4.2): which comes first,
 * and is the last one whole?
 *
 * @module
 */
import type { Reader } from "./reader.ts";

/** Where something lies in a film. */
export interface Stretch {
  readonly offset: number;
  readonly length: number;
}

/** How an MP4 is laid out. */
export interface BoxOrder {
  /** The tables (`moov`) come before the pictures (`mdat`). */
  readonly isFaststart: boolean;
  /** A box ends beyond the file, or the tables never come. */
  readonly isCutShort: boolean;
  /** The whole `moov` box, or null when it is not there or not whole. */
  readonly tables: Stretch | null;
  /** The `moof` box that follows it, in a film of fragments. */
  readonly fragment: Stretch | null;
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
    const length = header?.sizeBytes ?? Infinity;
    if (offset + length > reader.sizeBytes) {
      return withoutTables({ isCutShort: true });
    }
    if (header?.type === "moov") {
      const tables = { offset, length };
      if (!mdatFirst) return await afterTables(reader, tables);
      return { isFaststart: false, isCutShort: false, tables, fragment: null };
    }
    mdatFirst ||= header?.type === "mdat";
    offset += length;
  }
  return withoutTables({ isCutShort: mdatFirst });
}

function withoutTables({ isCutShort }: Pick<BoxOrder, "isCutShort">): BoxOrder {
  return { isFaststart: false, isCutShort, tables: null, fragment: null };
}

/** The tables came first: are the pictures whole? */
async function afterTables(reader: Reader, tables: Stretch): Promise<BoxOrder> {
  let offset = tables.offset + tables.length;
  let fragment: Stretch | null = null;
  let hasPictures = false;
  for (
    let box = 0;
    box < BOXES_MAX && offset < reader.sizeBytes && !hasPictures;
    box++
  ) {
    const header = await readHeader(reader, offset);
    const length = header?.sizeBytes ?? Infinity;
    if (header?.type === "moof") fragment ??= { offset, length };
    hasPictures = header?.type === "mdat";
    offset += length;
  }
  const isCutShort = hasPictures
    ? offset > reader.sizeBytes
    : offset >= reader.sizeBytes;
  return { isFaststart: true, isCutShort, tables, fragment };
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
