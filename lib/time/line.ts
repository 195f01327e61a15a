/**
 * A film's movement as a straight line: where it was, how fast it moved, and when that was so.
 * A line is still right when it arrives late, which a position is not.
 */
export interface Line {
  /** Seconds into the film at `atMs`. */
  readonly positionS: number;
  /** Film seconds per second; 0 is paused. */
  readonly rate: number;
  /** The instant at which both were true, in the server's monotonic milliseconds. */
  readonly atMs: number;
}

/** Where a line is at an instant: seconds into the film, also before `line.atMs`. */
export function positionAt(line: Line, nowMs: number): number {
  return line.positionS + line.rate * (nowMs - line.atMs) / 1000;
}

/** A line and what held before it began. */
export interface ScheduledLine extends Line {
  /** Holds until `atMs`; null where nothing did. */
  readonly prev: Line | null;
}

/** Positions that are nearer than this show one picture, in s: a browser rounds finer. */
export const SAME_S = 0.001;

/** Whether a line begins elsewhere than where the one before it leads. */
export function isJump({ prev, positionS, atMs }: ScheduledLine): boolean {
  return prev === null ||
    Math.abs(positionAt(prev, atMs) - positionS) > SAME_S;
}

/** The line that holds at an instant: the new one from its start on, the previous one before. */
export function lineAt(line: ScheduledLine, nowMs: number): Line {
  return nowMs < line.atMs && line.prev !== null ? line.prev : line;
}

/** Where a scheduled line is at an instant, in seconds, inside `0..durationS`. */
export function scheduledPositionAt(
  line: ScheduledLine,
  nowMs: number,
  durationS: number | null,
): number {
  const positionS = positionAt(lineAt(line, nowMs), nowMs);
  return Math.max(0, Math.min(positionS, durationS ?? Infinity));
}
