/**
 * A gap between two looks a quarter of a second apart or less, beyond which a page that is seen, or
 * its computer, slept or was stopped, in ms: timers of a busy one wobble below.
 */
export const SLEPT_MS = 1000;
