/** Between two views while nothing happens, in ms: 4 Hz. */
export const SHOW_MS = 240;
/** How long the room has to answer an act on the element itself before it is undone, in ms. */
export const HUSH_MS = 1500;
