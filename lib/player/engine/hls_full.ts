/** All of hls.js, for playlists with sound apart or with subtitles; a piece of its own. */
export { default } from "hls.js";
