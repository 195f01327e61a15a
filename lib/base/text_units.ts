/** Something with a text, and perhaps what that is about. */
interface Said {
  readonly text: string;
  readonly about?: string | null;
}

/** What the texts of lines, or of danmaku, take together, in UTF-16 units. */
export function textUnits(said: readonly Said[]): number {
  let units = 0;
  for (const { text, about } of said) {
    units += text.length + (about?.length ?? 0);
  }
  return units;
}
