/**
 * Reads the `Range` header (RFC 9110, 14.2): which bytes does the client want?
 *
 * @module
 */

/** Bytes of a file, both ends included, as on the wire. */
export interface ByteRange {
  /** Offset of the first byte. */
  readonly first: number;
  /** Offset of the last byte, at least `first`. */
  readonly last: number;
}

/** What a `Range` header asks of a file of known size. */
export type RangeWish =
  /** The whole file: no range, one we do not know, or several at once. */
  | { readonly type: "whole" }
  /** One stretch of bytes that exists. */
  | ({ readonly type: "part" } & ByteRange)
  /** Nothing that exists: answer 416. */
  | { readonly type: "unsatisfiable" };

const WHOLE: RangeWish = { type: "whole" };
const UNSATISFIABLE: RangeWish = { type: "unsatisfiable" };

/** `bytes=`, one range, and the empty list members that 5.6.1.2 lets pass. */
const ONE_RANGE = /^bytes=[ \t,]*(\d*)-(\d*)[ \t,]*$/i;

const OPEN_RANGE = /^bytes=[ \t,]*\d+-[ \t,]*$/i;

/**
 * Reads a `Range` header. A header that is unreadable, of another unit or of
 * several ranges is ignored, as 14.2 allows: a player never asks for several,
 * and answering them in parts lets one small request cost much.
 *
 * @param header The header's value, or null when there is none.
 * @param sizeBytes Size of the file.
 * @returns The wish; a part lies within the file, its end cut to fit.
 */
export function parseRange(
  header: string | null,
  sizeBytes: number,
): RangeWish {
  const match = header === null ? null : ONE_RANGE.exec(header);
  const [, firstText = "", lastText = ""] = match ?? [];
  if (firstText !== "") return fromStart(firstText, lastText, sizeBytes);
  if (lastText !== "") return fromEnd(Number(lastText), sizeBytes);
  return WHOLE;
}

/**
 * Tells whether a header asks for all from one byte on: the one question that
 * may be answered with less than all (15.3.7), as who asks it goes on asking.
 */
export function isOpenRange(header: string | null): boolean {
  return header !== null && OPEN_RANGE.test(header);
}

function fromStart(
  firstText: string,
  lastText: string,
  sizeBytes: number,
): RangeWish {
  // Numbers beyond 2^53 lose digits, not their order: a film ends far below.
  const first = Number(firstText);
  const last = lastText === "" ? Infinity : Number(lastText);
  if (last < first) return WHOLE;
  if (first >= sizeBytes) return UNSATISFIABLE;
  return { type: "part", first, last: Math.min(last, sizeBytes - 1) };
}

function fromEnd(lengthBytes: number, sizeBytes: number): RangeWish {
  if (lengthBytes === 0) return UNSATISFIABLE;
  // An empty file has no last byte to name, so it is answered whole.
  if (sizeBytes === 0) return WHOLE;
  return {
    type: "part",
    first: Math.max(0, sizeBytes - lengthBytes),
    last: sizeBytes - 1,
  };
}
