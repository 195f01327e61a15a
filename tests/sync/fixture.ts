import type { Course, Reading } from "@/lib/sync/mod.ts";

/** A film of ten minutes that stands at its beginning, its first minute loaded. */
export const READING: Reading = {
  positionS: 0,
  durationS: 600,
  isPaused: true,
  isSeeking: false,
  isEnded: false,
  readyState: 4,
  rate: 1,
  buffered: [[0, 60]],
  isHidden: false,
};

/** A room that plays it from its tenth second. */
export const COURSE: Course = {
  revision: 1,
  positionS: 10,
  rate: 1,
  speed: 1,
  atMs: 0,
  prev: null,
  durationS: 600,
};
