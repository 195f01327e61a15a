/** Between two views while nothing happens, in ms: 4 Hz. */
export const SHOW_MS = 240;
/** How long the room has to answer an act on the element itself before it is undone, in ms. */
export const HUSH_MS = 1500;
/** Between two tries to load a film whose server is gone, in ms. */
export const RETRY_MS = 4000;
