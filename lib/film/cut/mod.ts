/** A plain MP4 cut into clips for HLS, without decoding a frame. @module */
export type { ClipPlan } from "./clip_plan.ts";
export type { Clip } from "./clips.ts";
export { cutFilm, type FilmCut, planClipOf, readClip } from "./film_cut.ts";
export { type PlaylistAddresses, writePlaylist } from "./playlist.ts";
export { UncuttableError, type UncuttableReason } from "./uncuttable.ts";
