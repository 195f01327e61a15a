/** Why the element is moved to another position, told to the viewer in words. */
export type SeekReason =
  /** The room starts from there on an instant that lies ahead. */
  | "start"
  /** The room is elsewhere: this viewer joined, came back, or everybody jumped. */
  | "land"
  /** Too far off to be bent back. */
  | "drift"
  /** The room is paused on this very picture. */
  | "pause";

/** One thing to do to the element. */
export type Action =
  | { readonly type: "play" }
  | {
    readonly type: "pause";
    /** How far ahead it was, in ms, where it only stands until the room comes by. */
    readonly aheadMs?: number;
  }
  | {
    readonly type: "seek";
    readonly positionS: number;
    readonly reason: SeekReason;
    /** How far the element was off before, in ms; positive: behind. */
    readonly errorMs: number;
  }
  | { readonly type: "rate"; readonly rate: number; readonly isBend: boolean }
  /** Whether a changed speed keeps the pitch. */
  | { readonly type: "pitch"; readonly isKept: boolean };

/** Sets a speed: at the film's own the pitch is not kept, so that bends act exactly. */
export function atSpeed(rate: number): [Action, Action] {
  return [
    { type: "pitch", isKept: rate !== 1 },
    { type: "rate", rate, isBend: false },
  ];
}
