/** A mark on the seek bar. */
export interface Mark {
  readonly atS: number;
  /** What it is called: `minutes` for the first half hour, `hours` from there on. */
  readonly key: "minutes" | "hours";
  /** 30 minutes, or 1, 1.5, 2 ... hours. */
  readonly n: number;
}

/** Marks at most; a longer film is marked at whole hours only, or not at all. */
const MARKS_MAX = 24;

/** The marks each half hour inside a film, as the original had them. */
export function marksOf(durationS: number | null): readonly Mark[] {
  if (durationS === null || !Number.isFinite(durationS)) return [];
  const halves = Math.ceil(durationS / 1800) - 1;
  const step = halves > MARKS_MAX ? 2 : 1;
  if (halves / step > MARKS_MAX) return [];
  const marks: Mark[] = [];
  for (let half = step; half <= halves; half += step) {
    marks.push(
      half === 1
        ? { atS: 1800, key: "minutes", n: 30 }
        : { atS: half * 1800, key: "hours", n: half / 2 },
    );
  }
  return marks;
}

/** The mark that a pointer at `atS` means: within a hundredth of the film. */
export function markNear(
  marks: readonly Mark[],
  at: { readonly atS: number; readonly durationS: number },
): Mark | null {
  return marks.find((mark) =>
    Math.abs(mark.atS - at.atS) <= at.durationS / 100
  ) ?? null;
}
