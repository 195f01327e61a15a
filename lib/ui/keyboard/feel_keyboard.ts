/** How the browser shows the page now, in CSS px. */
export interface Sight {
  /** Width of the page. */
  readonly widthPx: number;
  /** Height of what boxes that are fixed to the screen can fill. */
  readonly layoutPx: number;
  /** Where in that the part begins that is seen. */
  readonly seenTopPx: number;
  /** How high the part is that is seen. */
  readonly seenPx: number;
  /** How much two fingers have enlarged it. */
  readonly scale: number;
  /** Whether what has the focus is written in. */
  readonly isWriting: boolean;
}

/** Whether a keyboard lies on the screen, and what it leaves of the page. */
export interface Keyboard {
  readonly isUp: boolean;
  /** What is out of sight at the top, since the browser moved what is seen; in px. */
  readonly topPx: number;
  /** What lies under the keyboard, in px. */
  readonly underPx: number;
  /** Width of the page when `restPx` was learned. */
  readonly widthPx: number;
  /** How much is seen without a keyboard, in px. */
  readonly restPx: number;
}

/** Lower than any keyboard of a phone, and higher than a browser's bars that come and go, in px. */
export const KEYBOARD_PX_MIN = 120;
/** Sizes are told with fractions: up to so much nobody has zoomed, as a share. */
const ZOOM_MIN = 0.01;

/**
 * What a keyboard takes of the page. Some browsers make the part lower that is seen, others the page
 * itself, and then its height from before tells. Neither a zoom nor a focus alone is a keyboard.
 *
 * @param before what it gave at the last look
 */
export function feelKeyboard(before: Keyboard, now: Sight): Keyboard {
  const { widthPx, layoutPx, seenTopPx, seenPx, isWriting } = now;
  const down = { isUp: false, topPx: 0, underPx: 0 };
  // Who looks closer finds the field by themselves, and the browser leads there.
  if (Math.abs(now.scale - 1) > ZOOM_MIN) return { ...before, ...down };
  const restPx = widthPx !== before.widthPx
    ? layoutPx
    : isWriting || before.isUp
    ? Math.max(before.restPx, seenPx)
    // Bars of the browser come and go.
    : seenPx;
  const isCovered = layoutPx - seenPx >= KEYBOARD_PX_MIN;
  const isLower = restPx - seenPx >= KEYBOARD_PX_MIN;
  // It leaves after the focus, and meanwhile nothing moves away under a finger that presses.
  const isUp = isWriting ? isCovered || isLower : isCovered && before.isUp;
  if (!isUp) return { ...down, widthPx, restPx };
  return {
    isUp,
    topPx: Math.max(0, seenTopPx),
    underPx: Math.max(0, layoutPx - seenTopPx - seenPx),
    widthPx,
    restPx,
  };
}

/**
 * How far a box has to move up to be seen to its end, in px.
 *
 * @param box where it ends by itself, and how far it may move
 */
export function liftOf(
  box: { readonly endPx: number; readonly mostPx: number },
  seenEndPx: number,
): number {
  return Math.min(box.mostPx, Math.max(0, box.endPx - seenEndPx));
}

/** What all that lies over a picture needs of its height: guard, two lines, figures, controls; in px. */
const OVERLAYS_PX = 225;
/** A row more, of the group's keys, where it fills page or screen; in px. */
const GROUP_PX = 35;
/** What the composer gives back where room is short: without it, that would change to and fro; in px. */
const GIVEN_PX = 96;

/**
 * Whether too little of the picture is left for more than what is said.
 *
 * @param left how much, in px; what lies over it; and what was found before
 */
export function isLow(
  { roomPx, isFilled, wasLow }: {
    readonly roomPx: number;
    readonly isFilled: boolean;
    readonly wasLow: boolean;
  },
): boolean {
  return roomPx <
    OVERLAYS_PX + (isFilled ? GROUP_PX : 0) + (wasLow ? GIVEN_PX : 0);
}

/** What a film that stays at the head of the page and a field below it need, in px. */
const FILM_AND_FIELD_PX = 400;

/** Whether so much of a screen, in px, is too little for the film and a field elsewhere. */
export function isShort(seenPx: number): boolean {
  return seenPx < FILM_AND_FIELD_PX;
}
