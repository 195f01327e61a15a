/** What the element says of itself at one instant. */
export interface Reading {
  /** Seconds into the film. */
  readonly positionS: number;
  /** Length of the film in seconds; null until the element knows it or where it has none. */
  readonly durationS: number | null;
  readonly isPaused: boolean;
  readonly isSeeking: boolean;
  readonly isEnded: boolean;
  /** HTMLMediaElement.readyState, 0..4: from 3 on there is a picture and the one after it. */
  readonly readyState: number;
  /**
   * Whether it was seen to move though it called itself not ready, by which it is called ready here:
   * what flushes its film so does another speed.
   */
  readonly isUnderstated?: boolean;
  /** The element's speed, a bend included. */
  readonly rate: number;
  /** Spans of the film that are loaded, in seconds. */
  readonly buffered: readonly (readonly [startS: number, endS: number])[];
  /** Whether nothing of it is heard: muted, or at volume 0. */
  readonly isSilent?: boolean;
  /** Whether nobody sees the page, so that its timers tick once a second. */
  readonly isHidden: boolean;
}

/** From this state on the element can move: HTMLMediaElement.HAVE_FUTURE_DATA. */
export const READY = 3;
/** From this state on it has a picture: HTMLMediaElement.HAVE_CURRENT_DATA. */
export const PICTURE = 2;
/** From this state on it knows its length and can seek: HTMLMediaElement.HAVE_METADATA. */
export const KNOWN = 1;

/** How much film past a position has to be there for a seek not to ask the network, in s. */
const AHEAD_S = 0.3;
/** How far before a loaded span a position still belongs to it, in s: less than two pictures. */
const BEFORE_S = 0.05;
/** How near its end a film may be called complete, in s: sound and picture seldom end together. */
const END_S = 0.1;

/** Whether a position can be shown without asking the network. */
export function isBuffered(reading: Reading, positionS: number): boolean {
  const neededS = Math.min(
    positionS + AHEAD_S,
    (reading.durationS ?? Infinity) - END_S,
  );
  return reading.buffered.some(([startS, endS]) =>
    positionS >= startS - BEFORE_S && neededS < endS
  );
}

/** Whether the element shows a picture of a film that is loaded there, ready by its word or not. */
export function isShown(reading: Reading, positionS: number): boolean {
  return !reading.isSeeking && reading.readyState >= PICTURE &&
    isBuffered(reading, positionS);
}

/** Whether the element has a picture to show and is not looking for another. */
export function isReady(reading: Reading): boolean {
  return !reading.isSeeking && reading.readyState >= READY;
}
