/** Endings of files that are subtitles. */
export const SUBTITLE_ENDINGS = [".srt", ".vtt", ".ass", ".ssa"] as const;
/** Subtitle files that are listed beside one film at most. */
export const SIDE_CARS_MAX = 40;
/** Parts between a film's name and the ending, such as `zh.forced`, that are looked at. */
const PARTS_MAX = 4;

/** Whether a file's name is that of subtitles. */
export function isSubtitleName(name: string): boolean {
  const lower = name.toLowerCase();
  return SUBTITLE_ENDINGS.some((ending) => lower.endsWith(ending));
}

/**
 * Which subtitle files lie beside which film: `film.srt`, `film.zh.srt` and `film.en.forced.ass`
 * belong to `film.mp4` of the same folder. A table, since both lists may be long.
 *
 * @param subtitles paths inside the media folder
 * @returns what a film's path leads to, at most {@linkcode SIDE_CARS_MAX}, in the order given
 */
export function sideCarsOf(
  subtitles: readonly string[],
): (film: string) => readonly string[] {
  const byStem = new Map<string, string[]>();
  for (const path of subtitles) {
    if (!isSubtitleName(path)) continue;
    let stem = withoutEnding(path);
    for (let parts = 0; stem !== null && parts < PARTS_MAX; parts++) {
      const known = byStem.get(stem);
      if (known === undefined) byStem.set(stem, [path]);
      else if (known.length < SIDE_CARS_MAX) known.push(path);
      stem = withoutEnding(stem);
    }
  }
  return (film) => byStem.get(withoutEnding(film) ?? film) ?? [];
}

/** A path without what follows the last dot of its last part; null where there is none. */
function withoutEnding(path: string): string | null {
  const dot = path.lastIndexOf(".");
  return dot > path.lastIndexOf("/") + 1 ? path.slice(0, dot) : null;
}
