/**
 * Tells whether two people have the same film, from a few slices of each:
 * nothing of it leaves the browser but a short hash.
 *
 * @module
 */
import type { Reader } from "./reader.ts";

/** What tells two copies of a film apart. */
export interface Fingerprint {
  readonly sizeBytes: number;
  /** Null where it is not known. */
  readonly durationS: number | null;
  /** Of the slices, in hex; null where it could not be computed. */
  readonly hash: string | null;
}

/** What two copies are to each other. */
export type CopyMatch =
  /** The same file, byte for byte as far as was looked. */
  | "same"
  /** Another file of about the same length: encoded anew, or cut a little differently. */
  | "version"
  /** Another film. */
  | "different";

/** Bytes of one slice: enough for compressed pictures to differ, little to read. */
const SLICE_BYTES = 64 * 1024;

/** Slices, the first at the film's start and the last at its end: 1 MiB in all. */
const SLICES = 16;

/** How much the lengths of two versions may differ, in seconds: a logo before, credits after. */
export const VERSION_APART_MAX_S = 60;

/** And at most by this share of the shorter, so that short films are not all versions of each other. */
const VERSION_APART_SHARE_MAX = 0.05;

/**
 * Takes a fingerprint.
 *
 * @param durationS The film's length where it is known.
 * @throws Whatever the reader throws.
 */
export async function takeFingerprint(
  reader: Reader,
  durationS: number | null,
): Promise<Fingerprint> {
  // On demand: only who watches a film of their own disk needs it.
  const { default: load } = await import("xxhash-wasm");
  const hash = (await load()).create64();
  const { sizeBytes } = reader;
  const lastAt = Math.max(0, sizeBytes - SLICE_BYTES);
  for (let slice = 0; slice < SLICES; slice++) {
    const at = Math.floor(lastAt * slice / (SLICES - 1));
    hash.update(await reader.read(at, Math.min(SLICE_BYTES, sizeBytes - at)));
  }
  const hex = hash.digest().toString(16).padStart(16, "0");
  return { sizeBytes, durationS, hash: hex };
}

/**
 * Compares two copies.
 *
 * @returns Null where too little is known to tell.
 */
export function compareCopies(
  a: Fingerprint,
  b: Fingerprint,
): CopyMatch | null {
  if (a.sizeBytes === b.sizeBytes) {
    if (a.hash === null || b.hash === null) return null;
    if (a.hash === b.hash) return "same";
  }
  if (a.durationS === null || b.durationS === null) return null;
  const apartS = Math.abs(a.durationS - b.durationS);
  const shorterS = Math.min(a.durationS, b.durationS);
  const isNear = apartS <= VERSION_APART_MAX_S &&
    apartS <= Math.max(1, shorterS * VERSION_APART_SHARE_MAX);
  return isNear ? "version" : "different";
}
