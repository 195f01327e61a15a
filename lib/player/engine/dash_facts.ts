import type { EngineFacts } from "./engine.ts";

interface Picture {
  readonly active: boolean;
  readonly bandwidth: number;
  readonly width: number | null;
  readonly height: number | null;
  readonly codecs: string | null;
}

interface Sound {
  readonly active: boolean;
  readonly label: string | null;
  readonly language: string;
  readonly codecs: string | null;
}

/** As much of shaka as tells what it feeds. */
export interface DashState {
  isLive(): boolean;
  getVideoTracks(): readonly Picture[];
  getAudioTracks(): readonly Sound[];
}

/** What shaka knows of a stream by now. */
export function dashFacts(
  player: DashState,
): Omit<EngineFacts, "engine" | "chosenQuality"> {
  const pictures = player.getVideoTracks();
  const sounds = player.getAudioTracks();
  const active = (tracks: readonly { readonly active: boolean }[]) => {
    const at = tracks.findIndex((track) => track.active);
    return at < 0 ? null : at;
  };
  const picture = pictures.find((track) => track.active) ?? pictures[0];
  const sound = sounds.find((track) => track.active) ?? sounds[0];
  return {
    isLive: player.isLive(),
    videoCodec: picture?.codecs ?? null,
    audioCodec: sound?.codecs ?? null,
    qualities: pictures.map(({ width, height, bandwidth }, id) => ({
      id,
      width: width ?? 0,
      height: height ?? 0,
      bitrateBps: bandwidth || 0,
    })),
    quality: active(pictures),
    sounds: sounds.map(({ label, language }, id) => ({
      id,
      name: label ?? "",
      // ISO 639 for "undetermined" says nothing.
      language: language === "" || language === "und" ? null : language,
    })),
    sound: active(sounds),
    subtitles: [],
    subtitle: null,
  };
}
