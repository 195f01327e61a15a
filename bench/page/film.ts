import type { FilmRecipe } from "../make_film.ts";

/** Three minutes of 720p with sound at about 2 Mbit/s, as people watch. */
export const PAGE_FILM: FilmRecipe = {
  picture: "testsrc2=s=1280x720:r=24",
  durationS: 180,
  keyEach: 48,
  pictureRate: "2M",
  soundRate: "96k",
};
