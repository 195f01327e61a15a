/**
 * How much later a picture comes in an own copy than in the room's film, kept on this device for
 * each pair of the two.
 *
 * @module
 */
import type { CopyMatch } from "@/lib/film/mod.ts";
import { keepNumber, keptNumber, type KeptNumbers } from "@/lib/player/mod.ts";
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
/** Two hashes, of 64 digits at most. */
const PAIR = /^[0-9a-f]{8,64} [0-9a-f]{8,64}$/;

/** What is set for each pair: as many as a year of evenings has. */
export const SHIFTS: KeptNumbers = {
  key: "17kan.copies.1",
  countMax: 256,
  most: SHIFT_MAX_S,
  isName: (text) => PAIR.test(text),
};

/** Names two films together; null where one of them has no hash. */
export function pairOf(room: Fingerprint, own: Fingerprint): string | null {
  return room.hash === null || own.hash === null
    ? null
    : `${room.hash} ${own.hash}`;
}

/** The shift that was set for a pair on this device, in s; null where none was. */
export function keptShift(pair: string | null): number | null {
  return pair === null ? null : keptNumber(SHIFTS, pair);
}

/** Keeps a shift in s for a pair. */
export function keepShift(pair: string | null, shiftS: number): void {
  if (pair !== null) keepNumber(SHIFTS, pair, shiftS);
}
