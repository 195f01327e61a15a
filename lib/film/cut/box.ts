/**
 * Reads and writes the boxes of an MP4 (ISO/IEC 14496-12, 4.2) that are at hand.
 *
 * @module
 */
import { BOXES_MAX } from "./bounds.ts";
import { damaged, UncuttableError } from "./uncuttable.ts";

/** A box within bytes. */
export interface Box {
  /** Four letters. */
  readonly type: string;
  /** First byte of the whole box. */
  readonly start: number;
  /** First byte of what it holds. */
  readonly content: number;
  /** The byte after its last. */
  readonly end: number;
}

/** Bytes, and a way to read numbers of them. */
export interface Bytes {
  readonly bytes: Uint8Array;
  readonly view: DataView;
}

/** Makes numbers of bytes readable. */
export function viewOf(bytes: Uint8Array): Bytes {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return { bytes, view };
}

/** Four letters at a place. */
export function lettersAt({ bytes }: Bytes, offset: number): string {
  return String.fromCharCode(...bytes.subarray(offset, offset + 4));
}

/**
 * Lists the boxes between two bytes.
 *
 * @throws {UncuttableError} When one ends beyond them, or they are too many.
 */
export function* boxesIn(
  source: Bytes,
  { content, end }: Pick<Box, "content" | "end">,
): Generator<Box> {
  let count = 0;
  for (let start = content; start + 8 <= end;) {
    if (++count > BOXES_MAX) {
      throw new UncuttableError("too-large", "Cannot cut by so many boxes");
    }
    const box = boxAt(source, { start, end });
    yield box;
    start = box.end;
  }
}

function boxAt(
  source: Bytes,
  { start, end }: Pick<Box, "start" | "end">,
): Box {
  const type = lettersAt(source, start + 4);
  const short = source.view.getUint32(start);
  const isLong = short === 1 && start + 16 <= end;
  const headBytes = isLong ? 16 : 8;
  const long = isLong ? Number(source.view.getBigUint64(start + 8)) : short;
  const sizeBytes = short === 0 ? end - start : long;
  if (sizeBytes < headBytes || start + sizeBytes > end) {
    throw damaged(`Cannot read box "${type}" as it must end within its parent`);
  }
  return { type, start, content: start + headBytes, end: start + sizeBytes };
}

/**
 * Finds a box by the way that leads to it.
 *
 * @returns Null when it is not there.
 */
export function findBox(
  source: Bytes,
  parent: Pick<Box, "content" | "end">,
  ...path: readonly string[]
): Box | null {
  const [type, ...rest] = path;
  for (const box of boxesIn(source, parent)) {
    if (box.type !== type) continue;
    return rest.length === 0 ? box : findBox(source, box, ...rest);
  }
  return null;
}

/**
 * Finds a box that must be there and hold some bytes.
 *
 * @throws {UncuttableError} When it is not, or is too short.
 */
export function needBox(
  source: Bytes,
  parent: Pick<Box, "content" | "end">,
  { path, bytesMin }: {
    readonly path: readonly string[];
    readonly bytesMin: number;
  },
): Box {
  const box = findBox(source, parent, ...path);
  if (box !== null && box.end - box.content >= bytesMin) return box;
  throw damaged(`Cannot find a whole box "${path.join("/")}"`);
}

/** Writes a 32-bit number. */
export function u32(...numbers: readonly number[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(4 * numbers.length);
  const view = new DataView(bytes.buffer);
  numbers.forEach((number, index) => view.setUint32(4 * index, number));
  return bytes;
}

/** Writes letters, one byte each. */
export function letters(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(text, (letter) => letter.charCodeAt(0));
}

/** Writes a box. */
export function box(
  type: string,
  ...parts: readonly Uint8Array[]
): Uint8Array<ArrayBuffer> {
  const sizeBytes = parts.reduce((sum, { length }) => sum + length, 8);
  const bytes = new Uint8Array(sizeBytes);
  bytes.set(u32(sizeBytes), 0);
  bytes.set(letters(type), 4);
  let offset = 8;
  for (const part of parts) {
    bytes.set(part, offset);
    offset += part.length;
  }
  return bytes;
}

/** Writes a box with version 0 and flags. */
export function fullBox(
  type: string,
  flags: number,
  ...parts: readonly Uint8Array[]
): Uint8Array<ArrayBuffer> {
  return box(type, u32(flags), ...parts);
}
