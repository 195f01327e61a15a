import {
  type Danmaku,
  DANMAKU_KEPT_UNITS_MAX,
  type HistoryLine,
} from "@/lib/protocol/mod.ts";
import { filmKey, type KeptRoom } from "@/lib/room/mod.ts";

/** Danmaku that are to be kept with the film they were sent at. */
export interface FilmDanmaku {
  /** As `filmKey()` names it. */
  readonly film: string;
  readonly danmaku: readonly Danmaku[];
}

/**
 * Which of these lines fly again on another evening: danmaku sent at the film that the room
 * watches, short enough to be read.
 */
export function danmakuToKeep(
  { timeline }: Pick<KeptRoom, "timeline">,
  lines: readonly HistoryLine[],
): FilmDanmaku {
  const danmaku = lines.filter(({ kind, sourceId, text }) =>
    kind === "danmaku" && sourceId === timeline.sourceId &&
    text.length <= DANMAKU_KEPT_UNITS_MAX
  ).map(({ number, by, positionS, text, colour, place }) => ({
    number,
    by,
    positionS,
    text,
    colour,
    place,
  }));
  return { film: filmKey(timeline.source), danmaku };
}
