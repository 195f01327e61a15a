/** A plain MP4 cut into clips for HLS, without decoding a frame. @module */
export type { ClipPlan } from "./clip_plan.ts";
export type { Clip } from "./clips.ts";
export {
  buffersOf,
  cutFilm,
  cutTables,
  type FilmCut,
  planClipOf,
  readClip,
  readTables,
} from "./film_cut.ts";
export { type PlaylistAddresses, writePlaylist } from "./playlist.ts";
export { CUT_VERSION } from "./version.ts";
export { UncuttableError, type UncuttableReason } from "./uncuttable.ts";
