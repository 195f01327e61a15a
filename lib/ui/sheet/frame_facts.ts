/** What a video element counts. */
export interface FrameCount {
  readonly atMs: number;
  /** Frames shown or dropped since the film was loaded. */
  readonly total: number;
  readonly dropped: number;
}

/** Frames a second between two counts; null where none can be told: a pause, a new film. */
export function framesPerS(
  before: FrameCount | null,
  now: FrameCount,
): number | null {
  if (before === null || now.atMs <= before.atMs) return null;
  const frames = now.total - before.total;
  return frames <= 0 ? null : frames * 1000 / (now.atMs - before.atMs);
}
