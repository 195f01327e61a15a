import type { HistoryLine, Stall, What } from "@/lib/protocol/mod.ts";

/** One stall, from its beginning to its end where that was told. */
export interface ShownStall {
  /** The line that told of it. */
  readonly line: HistoryLine;
  /** As it turned out; null where nobody knows. */
  readonly stall: Stall | null;
  readonly isOver: boolean;
  /** How long the picture stood, in ms; null while it stands, and where nobody counted. */
  readonly stoodMs: number | null;
}

/** Stalls drawn at most. */
export const STALLS_SHOWN_MAX = 10;

/** Who left, or watches another film, does not stand any more. */
const ENDS: ReadonlySet<What> = new Set(["recovered", "leave", "source"]);

/** The last stalls of a room's history, newest first. */
export function stallsOf(history: readonly HistoryLine[]): ShownStall[] {
  const stalls: ShownStall[] = [];
  const ends = new Map<string, HistoryLine>();
  let endOfAll: HistoryLine | undefined;
  for (const line of history.toReversed()) {
    const by = line.by ?? "";
    if (line.what === "all-source") endOfAll ??= line;
    if (line.what !== null && ENDS.has(line.what)) ends.set(by, line);
    if (line.what !== "stall") continue;
    if (stalls.length >= STALLS_SHOWN_MAX) break;
    const end = ends.get(by) ?? endOfAll;
    // Of one that a new one follows the end was not told, as where the film was another.
    ends.set(by, line);
    const known = end?.what === "recovered" ? end.stall : undefined;
    stalls.push({
      line,
      stall: known ?? line.stall ?? null,
      isOver: end !== undefined,
      stoodMs: known?.standsMs ?? null,
    });
  }
  return stalls;
}
