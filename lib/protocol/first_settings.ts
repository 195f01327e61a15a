import type { Settings } from "./room_state.ts";

/** A new room's settings. Apart from the schemas, so that a page can have them without those. */
export const FIRST_SETTINGS: Settings = {
  loop: false,
  subtitle: null,
  pinned: null,
};
