/**
 * How much later a picture comes in an own copy than in the room's film, kept on this device for
 * each pair of the two.
 *
 * @module
 */
import type { CopyMatch } from "@/lib/film/mod.ts";
import type { Fingerprint } from "@/lib/protocol/mod.ts";

/** What is known of a viewer's own copy. */
export interface OwnCopy {
  /** What it is to the room's film. */
  readonly match: CopyMatch;
  /** Names the room's film and this copy together; null where one of them has no hash. */
  readonly pair: string | null;
  /** The shift that was set for the two on this device, in s; null where none was. */
  readonly keptS: number | null;
}

/** As far as a shift goes to either side, in s: more is another film. */
export const SHIFT_MAX_S = 600;
/** Where they are kept; the number is the shape's. */
const KEY = "17kan.copies.1";
/** Pairs that are remembered: a year of evenings. */
const PAIRS_MAX = 256;
/** Two hashes, of 64 digits at most. */
const PAIR = /^[0-9a-f]{8,64} [0-9a-f]{8,64}$/;

/** Names two films together; null where one of them has no hash. */
export function pairOf(room: Fingerprint, own: Fingerprint): string | null {
  return room.hash === null || own.hash === null
    ? null
    : `${room.hash} ${own.hash}`;
}

/** The shift that was set for a pair on this device, in s; null where none was. */
export function keptShift(pair: string | null): number | null {
  return readShifts(load()).get(pair ?? "") ?? null;
}

/** Keeps a shift in s for a pair, the newest {@linkcode PAIRS_MAX} of them. */
export function keepShift(pair: string | null, shiftS: number): void {
  if (pair === null) return;
  const kept = new Map(readShifts(load()));
  kept.delete(pair);
  save([...kept, [pair, shiftS] as const].slice(-PAIRS_MAX));
}

/** Reads what was kept, by pair; what is broken or out of bounds is as if never set. */
export function readShifts(text: string | null): ReadonlyMap<string, number> {
  let kept: unknown = null;
  try {
    kept = JSON.parse(text ?? "null");
  } catch {
    // Anyone can write there.
  }
  if (!Array.isArray(kept)) return new Map();
  return new Map(
    kept.slice(-PAIRS_MAX).flatMap((entry: unknown) => {
      if (!Array.isArray(entry)) return [];
      const [pair, shiftS]: unknown[] = entry;
      return typeof pair === "string" && PAIR.test(pair) &&
          typeof shiftS === "number" && Math.abs(shiftS) <= SHIFT_MAX_S
        ? [[pair, shiftS] as const]
        : [];
    }),
  );
}

// A browser that keeps nothing throws at the mere look.
function load(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}

function save(entries: readonly (readonly [string, number])[]): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(entries));
  } catch {
    // Then it lasts as long as the copy is watched.
  }
}
