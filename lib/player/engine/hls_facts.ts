import type Hls from "hls.js";
import type { MediaPlaylist } from "hls.js";
import type { EngineFacts, StreamTrack } from "./engine.ts";

/** As much of hls.js as tells what it feeds. */
export type HlsState = Pick<
  Hls,
  | "levels"
  | "currentLevel"
  | "audioTracks"
  | "audioTrack"
  | "subtitleTracks"
  | "subtitleTrack"
>;

/** What hls.js knows of a stream by now. */
export function hlsFacts(
  hls: HlsState,
): Omit<EngineFacts, "engine" | "chosenQuality" | "videoCodec" | "audioCodec"> {
  const { levels, currentLevel } = hls;
  const level = levels[currentLevel] ?? levels[0];
  return {
    isLive: level?.details?.live ?? false,
    qualities: levels.map(({ width, height, bitrate }, id) => ({
      id,
      width: width || 0,
      height: height || 0,
      bitrateBps: bitrate || 0,
    })),
    quality: currentLevel >= 0 ? currentLevel : null,
    sounds: hls.audioTracks.map(trackOf),
    sound: hls.audioTrack >= 0 ? hls.audioTrack : null,
    subtitles: hls.subtitleTracks.map(trackOf),
    subtitle: hls.subtitleTrack >= 0 ? hls.subtitleTrack : null,
  };
}

function trackOf(
  { name, lang }: Pick<MediaPlaylist, "name" | "lang">,
  id: number,
): StreamTrack {
  return { id, name, language: lang ?? null };
}
