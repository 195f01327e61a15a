import type { Quality, StreamTrack } from "@/lib/player/mod.ts";

/** What a quality is called, such as `1080p · 4.5 Mbit/s`; its number where a stream says nothing. */
export function qualityLabel({ id, height, bitrateBps }: Quality): string {
  const parts = [
    height > 0 ? `${height}p` : "",
    bitrateBps > 0 ? `${(bitrateBps / 1e6).toFixed(1)} Mbit/s` : "",
  ].filter((part) => part !== "");
  return parts.length > 0 ? parts.join(" · ") : `#${id + 1}`;
}

/**
 * What a track is called: by its own name, else by its language in the viewer's.
 *
 * @param language of the page, as BCP 47
 */
export function trackLabel(
  { id, name, language: of }: StreamTrack,
  language: string,
): string {
  if (name !== "") return name;
  if (of === null) return `#${id + 1}`;
  try {
    return new Intl.DisplayNames([language], { type: "language" }).of(of) ?? of;
  } catch {
    // A stream may say what is no language.
    return of;
  }
}
