/**
 * Why a film cannot be cut.
 *
 * @module
 */

/** What stands in the way of cutting a film. */
export type UncuttableReason =
  /** No MP4 at all. */
  | "not-mp4"
  /** It is made of fragments, so it has no tables of all samples. */
  | "fragmented"
  /** Its samples are encrypted. */
  | "encrypted"
  /** It has no picture. */
  | "no-video"
  /** A codec, or a way to write one down, that browsers do not take in fragments. */
  | "codec"
  /** It is put together from several stretches, or plays one at another speed. */
  | "edits"
  /** Its tables, or the way from one keyframe to the next, are beyond our bounds. */
  | "too-large"
  /** Its tables are missing, contradict themselves or point beyond the file. */
  | "damaged";

/** Thrown when a film cannot be cut; playing it as one file may still work. */
export class UncuttableError extends Error {
  override readonly name = "UncuttableError";
  /** Why. */
  readonly reason: UncuttableReason;

  constructor(reason: UncuttableReason, message: string) {
    super(message);
    this.reason = reason;
  }
}

/** A film whose tables are wrong. */
export function damaged(message: string): UncuttableError {
  return new UncuttableError("damaged", message);
}
