/** Endings of files that are subtitles. */
export const SUBTITLE_ENDINGS = [".srt", ".vtt", ".ass", ".ssa"] as const;

/** Whether a file's name is that of subtitles. */
export function isSubtitleName(name: string): boolean {
  const lower = name.toLowerCase();
  return SUBTITLE_ENDINGS.some((ending) => lower.endsWith(ending));
}

/**
 * Whether a subtitle file belongs to a film by its name: `film.srt`, `film.zh.srt` and
 * `film.en.forced.ass` lie beside `film.mp4`.
 *
 * @param subtitle path inside the media folder
 * @param film path inside the media folder
 */
export function isSideCar(subtitle: string, film: string): boolean {
  if (!isSubtitleName(subtitle)) return false;
  const stem = film.replace(/\.[^./]+$/, "");
  const rest = subtitle.slice(stem.length);
  return subtitle.startsWith(stem) && rest.startsWith(".") &&
    !rest.includes("/");
}

/**
 * What tells a film's side-cars apart, such as `zh` of `film.zh.srt`.
 *
 * @returns the part of the name between the film's and the ending; empty where there is none
 */
export function sideCarLabel(subtitle: string, film: string): string {
  const stem = film.replace(/\.[^./]+$/, "");
  return subtitle.slice(stem.length).replace(/\.[^.]+$/, "").replace(/^\./, "");
}
