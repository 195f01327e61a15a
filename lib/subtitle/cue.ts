/** A line that is shown for a while. Text only: no markup survives the reading of a file. */
export interface Cue {
  /** Seconds into the film. */
  readonly startS: number;
  readonly endS: number;
  /** Plain text; lines are parted by `\n`. */
  readonly text: string;
  /** Whether it belongs to the top of the picture, so that it hides nothing below. */
  readonly isTop: boolean;
}

/** What a subtitle file is written in. */
export type SubtitleFormat = "srt" | "vtt" | "ass";

/** A subtitle file as it is shown. */
export interface Subtitle {
  readonly format: SubtitleFormat;
  /** By start, then by end. */
  readonly cues: readonly Cue[];
}

/** Cues of a file that are shown at most: twelve hours of talk, one each two seconds. */
export const CUES_MAX = 20_000;
/** Longest text of one cue in UTF-16 units; what is longer is cut. */
export const CUE_UNITS_MAX = 1000;
/** Largest subtitle file that is read, in bytes; a long film with styles stays below 1 MB. */
export const SUBTITLE_BYTES_MAX = 4 * 1024 * 1024;
/** Latest instant a cue may have, in s: 100 hours. */
const CUE_MAX_S = 360_000;

/**
 * A cue as a reader found it, or null where nothing of it can be shown: times that are none, or no
 * text left.
 */
export function makeCue(
  { startS, endS, text, isTop = false }: {
    readonly startS: number;
    readonly endS: number;
    readonly text: string;
    readonly isTop?: boolean;
  },
): Cue | null {
  if (!(startS >= 0 && endS > startS && startS <= CUE_MAX_S)) return null;
  const shown = cleanText(text);
  return shown === ""
    ? null
    : { startS, endS: Math.min(endS, CUE_MAX_S), text: shown, isTop };
}

/** Cues in the order in which they are shown, at most {@linkcode CUES_MAX}. */
export function inOrder(cues: readonly Cue[]): readonly Cue[] {
  return [...cues].sort((a, b) => a.startS - b.startS || a.endS - b.endS)
    .slice(0, CUES_MAX);
}

// Control and bidirectional override characters would let a file rewrite what stands around it.
const HIDDEN = /(?!\n)[\p{Cc}\u202a-\u202e\u2066-\u2069\ufeff]/gu;

/** A text without what is not seen, but for its line breaks. */
export function withoutHidden(text: string): string {
  return text.replace(HIDDEN, "");
}

function cleanText(text: string): string {
  return withoutHidden(text.slice(0, 4 * CUE_UNITS_MAX))
    .split("\n").map((line) => line.trim()).filter((line) => line !== "")
    .join("\n").slice(0, CUE_UNITS_MAX).toWellFormed();
}
