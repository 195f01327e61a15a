/** How a viewer's player stood when it last told. */
export interface Need {
  /** When that was, in monotonic ms. */
  readonly atMs: number;
  /** Seconds of film that lay ready. */
  readonly bufferedS: number;
  /** Whether the film is to move: it plays, or would if it could. */
  readonly wants: boolean;
  /** Seconds of film that pass in a second; 0 while it stands. */
  readonly rate: number;
  /** Length of the film; null while unknown. */
  readonly durationS: number | null;
}

/** A report this old says nothing any more, in ms: then a viewer has left or sleeps. */
export const NEED_KEPT_MS = 10_000;
/** What a second of film is taken to weigh before size and length are known, in bytes. */
const BYTES_PER_S = 250_000;
/** What one without a word is taken to have ready, in s: behind who starves, before who has enough. */
const GUEST_S = 8;
/** Read-ahead beyond this waits for the others, in s. */
export const AHEAD_S = 20;
/** Who need not be hurried stands behind all who must, by this much, in s. */
const LATER_S = 1000;

/** What was sent to a viewer since they last told. */
export interface Since {
  readonly sentBytes: number;
  /** Size of the film that is sent. */
  readonly filmBytes: number;
}

/**
 * Seconds of film that a viewer has by now: what they told, less what they saw since, and what was
 * sent since.
 */
export function readyS(
  need: Need | null,
  { sentBytes, filmBytes }: Since,
  nowMs: number,
): number {
  const durationS = need?.durationS ?? null;
  const bytesPerS = durationS !== null && durationS > 0
    ? Math.max(1, filmBytes / durationS)
    : BYTES_PER_S;
  const sentS = sentBytes / bytesPerS;
  if (need === null) return GUEST_S + sentS;
  const seenS = need.rate * (nowMs - need.atMs) / 1000;
  return Math.max(0, need.bufferedS - seenS) + sentS;
}

/**
 * Whose turn it is: the smaller number goes first. Who lacks film most is first; who is paused or
 * has plenty comes after everyone else, and among these too the one with least.
 */
export function rankOf(need: Need | null, since: Since, nowMs: number): number {
  const ready = readyS(need, since, nowMs);
  const isPressing = (need?.wants ?? true) && ready < AHEAD_S;
  return isPressing ? ready : LATER_S + ready;
}
