/** All of hls.js, for playlists with sound apart or with subtitles; a piece of its own. */
export { default } from "hls.js";
export { allowXmlParsing } from "./xml_policy.ts";
