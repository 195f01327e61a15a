import type { GuardState, Settings } from "./room_state.ts";

/** A new room's settings. Apart from the schemas, so that a page can have them without those. */
export const FIRST_SETTINGS: Settings = {
  loop: false,
  subtitle: null,
  pinned: null,
};

/** The guard as a page shows it before it knows the room. */
export const FIRST_GUARD: GuardState = {
  on: false,
  holders: [],
  bandS: 0.5,
  boundS: 10,
  wait: null,
  question: null,
};
