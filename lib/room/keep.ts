import * as v from "valibot";
import { HISTORY_MAX } from "@/lib/protocol/mod.ts";
import {
  GUARD,
  HISTORY_LINE,
  KEPT_ACCESS,
  SETTINGS,
  TIMELINE,
} from "@/lib/protocol/kept.ts";
import { endOf, whereIs } from "./position.ts";
import { NO_ACCESS } from "./access.ts";
import { createRoom } from "./create_room.ts";
import { pastOfSeats, SEATS, seatsOf, waitedFor } from "./seats.ts";
import type { Now, Room } from "./state.ts";

/**
 * After a longer absence than this a room is found paused where it was left, in ms: nobody was
 * watching any more. Within it, players went on by themselves, and so did the room.
 */
export const AWAY_MAX_MS = 60_000;

/** What survives a restart of a room; written and read back as JSON. */
export const KEPT_ROOM = v.object({
  id: v.string(),
  timeline: TIMELINE,
  settings: SETTINGS,
  guardBandS: GUARD.entries.bandS,
  guardBoundS: GUARD.entries.boundS,
  /** Who held the guard; nobody where it was off. */
  guardHolders: v.optional(GUARD.entries.holders, []),
  seats: v.optional(SEATS, []),
  /** Absent from rooms kept by earlier versions, which nobody could claim. */
  access: v.optional(KEPT_ACCESS, NO_ACCESS),
  history: v.pipe(v.array(HISTORY_LINE), v.maxLength(HISTORY_MAX)),
  nextNumber: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
  /** The wall clock and the film's position when it was written: monotonic time restarts. */
  savedWallMs: v.number(),
  savedPositionS: TIMELINE.entries.positionS,
});

/** What survives a restart of a room; see {@linkcode KEPT_ROOM}. */
export type KeptRoom = v.InferOutput<typeof KEPT_ROOM>;

/** What of a room is to survive a restart. */
export function keptRoom(room: Room, { nowMs, wallMs }: Now): KeptRoom {
  const { timeline } = room;
  return {
    id: room.id,
    // A wait is not kept, so what is found again is the room that would have gone on.
    timeline: room.guard.wait === null
      ? timeline
      : { ...timeline, rate: timeline.speed },
    settings: room.settings,
    guardBandS: room.guard.bandS,
    guardBoundS: room.guard.boundS,
    guardHolders: [...room.guard.holders],
    seats: seatsOf(room),
    access: room.access,
    history: [...room.history],
    nextNumber: room.nextNumber,
    savedWallMs: wallMs,
    savedPositionS: whereIs(timeline, nowMs),
  };
}

/**
 * A room as it was kept, on a new monotonic clock. Where it was kept just now, those who sat in it
 * are waited for and the guard is as it was; later they have gone, and the guard is off.
 */
export function restoreRoom(kept: KeptRoom, now: Now): Room {
  const fresh = createRoom(kept.id, kept.timeline.source, now);
  const awayMs = now.wallMs - kept.savedWallMs;
  // A wall clock that was set back counts as no time at all.
  const wasJustNow = awayMs <= AWAY_MAX_MS;
  const goesOn = kept.timeline.rate > 0 && wasJustNow;
  const passedS = goesOn ? Math.max(0, awayMs) / 1000 * kept.timeline.rate : 0;
  const viewers = waitedFor(wasJustNow ? kept.seats : [], now);
  return {
    ...fresh,
    timeline: {
      ...kept.timeline,
      revision: kept.timeline.revision + 1,
      positionS: Math.min(kept.savedPositionS + passedS, endOf(kept.timeline)),
      rate: goesOn ? kept.timeline.rate : 0,
      atMs: now.nowMs,
      prev: null,
    },
    viewers,
    past: pastOfSeats(kept.seats, viewers),
    guard: {
      ...fresh.guard,
      on: wasJustNow && kept.guardHolders.length > 0,
      holders: wasJustNow ? kept.guardHolders : [],
      bandS: kept.guardBandS,
      boundS: kept.guardBoundS,
    },
    settings: kept.settings,
    access: kept.access,
    history: kept.history,
    nextNumber: kept.nextNumber,
  };
}
