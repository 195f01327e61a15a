/**
 * A clip as something that is sent like a film: its head from memory, the rest
 * from the film's file, so that a slow viewer holds no whole clip.
 *
 * @module
 */
import type { ClipPlan } from "@/lib/film/cut/mod.ts";
import { readFully } from "../fill.ts";
import type { HeldFilm } from "../shelf.ts";

/**
 * Reads the bytes of a clip.
 *
 * @param film The film's file.
 * @param plan What of it is in the clip.
 */
export function clipBytes(
  film: Pick<HeldFilm, "readAt">,
  { head, stretches }: ClipPlan,
): HeldFilm["readAt"] {
  /** The stretch that was read last, and where in the clip it begins. */
  let index = 0;
  let startsAt = head.length;
  const readPiece = (
    buffer: Uint8Array<ArrayBuffer>,
    at: number,
  ): number | Promise<number> => {
    if (at < head.length) {
      const bytes = head.subarray(at, at + buffer.length);
      buffer.set(bytes);
      return bytes.length;
    }
    if (at < startsAt) {
      index = 0;
      startsAt = head.length;
    }
    for (;; index++) {
      const stretch = stretches[index];
      if (stretch === undefined) return 0;
      const within = at - startsAt;
      if (within < stretch.length) {
        return film.readAt(
          buffer.subarray(0, stretch.length - within),
          stretch.offset + within,
        );
      }
      startsAt += stretch.length;
    }
  };
  return (buffer, offset) => {
    let filled = 0;
    while (filled < buffer.length) {
      const got = readPiece(buffer.subarray(filled), offset + filled);
      const before = filled;
      if (typeof got !== "number") return got.then((more) => before + more);
      if (got === 0) break;
      filled += got;
    }
    return filled;
  };
}

/** Reads a held film in any order, as cutting it wants. */
export function readHeld(
  film: Pick<HeldFilm, "readAt">,
  { offset, length }: { readonly offset: number; readonly length: number },
): Promise<Uint8Array<ArrayBuffer>> {
  return readFully(length, (buffer, at) => film.readAt(buffer, offset + at));
}
