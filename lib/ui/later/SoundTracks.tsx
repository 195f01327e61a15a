import { type ReadonlySignal, useComputed } from "@preact/signals";
import type { AudioFacts } from "@/lib/film/mod.ts";
import { INFO_WORDS } from "@/lib/i18n/mod.ts";
import { useRoom, useSay } from "../room_context.ts";
import { soundText } from "./sound_text.ts";

/** The sound tracks of the film that I watch. */
export function SoundTracks(
  { tracks }: { tracks: ReadonlySignal<readonly AudioFacts[]> },
) {
  const { language } = useRoom();
  const t = useSay(INFO_WORDS);
  const words = {
    channels: (channels: string) => t("channels", { channels }),
    isDefault: t("soundDefault"),
  };
  const lines = useComputed(() =>
    tracks.value.map((track) => soundText(track, language.value, words))
  );
  return (
    <div class="fact info-note">
      <h3 class="muted" id="sound-tracks">{t("sounds")}</h3>
      <ol class="sound-tracks" aria-labelledby="sound-tracks">
        {lines.value.map((line, index) => (
          <li key={index}>
            <bdi>{line}</bdi>
          </li>
        ))}
      </ol>
    </div>
  );
}
