/** A piece of a stream as hls.js knows it. */
interface Piece {
  /** Another object from each new try on; which of them it is when a piece begins to load varies. */
  readonly stats: { readonly loaded: number };
}

/**
 * Tells how much of a piece is here, from its beginning to load on. With or without its own try's
 * figures: those of an earlier one, which a piece may still have, count for nothing.
 *
 * @returns the bytes so far
 */
export function countLoaded(piece: Piece): () => number {
  const { stats: before } = piece;
  const beforeBytes = before.loaded;
  return () =>
    piece.stats === before ? before.loaded - beforeBytes : piece.stats.loaded;
}
