import type { AudioFacts } from "@/lib/film/mod.ts";
import type { Language } from "@/lib/i18n/mod.ts";

/** The words that a sound track is told with. */
export interface SoundWords {
  /** Such as `5.1 ch`. */
  channels(channels: string): string;
  readonly isDefault: string;
}

/** How people name so many channels; the low one counts as a tenth. */
const LAYOUTS: ReadonlyMap<number, string> = new Map([
  [6, "5.1"],
  [7, "6.1"],
  [8, "7.1"],
]);

/**
 * Tells of one sound track in a line, such as `Cantonese · AAC-LC · 5.1 ch · default`; what the
 * film does not say is left out.
 */
export function soundText(
  { language, name, channels, isDefault }: AudioFacts,
  shown: Language,
  words: SoundWords,
): string {
  return [
    language === null ? null : languageName(language, shown),
    name,
    channels > 0
      ? words.channels(LAYOUTS.get(channels) ?? String(channels))
      : null,
    isDefault ? words.isDefault : null,
  ].filter((part) => part !== null).join(" · ");
}

/** The code itself where the browser does not know it, as films hold all sorts. */
function languageName(code: string, shown: Language): string {
  try {
    return new Intl.DisplayNames([shown], { type: "language" }).of(code) ??
      code;
  } catch {
    return code;
  }
}
