import * as v from "valibot";
import { DANMAKU_PER_FILM_MAX } from "./limits.ts";
import { HISTORY_LINE } from "./room_state.ts";

const { number, by, positionS, text, colour, place } = HISTORY_LINE.entries;

/** A danmaku as it is kept on a film's timeline. */
export const DANMAKU = v.object({ number, by, positionS, text, colour, place });

/** What `GET /api/rooms/ROOM/danmaku` answers. */
export const KEPT_DANMAKU = v.object({
  /** The film they were sent at, as `timeline.sourceId`. */
  sourceId: v.number(),
  /** The oldest first. */
  danmaku: v.pipe(v.array(DANMAKU), v.maxLength(DANMAKU_PER_FILM_MAX)),
});

/** The danmaku of a film; see {@linkcode KEPT_DANMAKU}. */
export type KeptDanmaku = Readonly<v.InferOutput<typeof KEPT_DANMAKU>>;
/** A danmaku as it is kept on a film's timeline; see {@linkcode DANMAKU}. */
export type Danmaku = Readonly<v.InferOutput<typeof DANMAKU>>;
