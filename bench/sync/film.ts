import type { FilmRecipe } from "../make_film.ts";

/**
 * Ten minutes with sound at about 130 kbit/s, so that no link is too slow for it and a jump to its
 * middle leaves the buffer. It has few pictures, since six browsers decode it on one machine.
 */
export const SYNC_FILM: FilmRecipe = {
  picture: "testsrc=s=320x180:r=15",
  durationS: 600,
  keyEach: 30,
  pictureRate: "100k",
  soundRate: "48k",
};
