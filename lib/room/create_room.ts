import { Roster } from "@/lib/base/mod.ts";
import {
  FIRST_SETTINGS,
  type Source,
  type Timeline,
} from "@/lib/protocol/mod.ts";
import { NO_ACCESS } from "./access.ts";
import type { Now, Room } from "./state.ts";

/** How far a viewer may be off before the guard acts, in seconds, until the room sets another. */
export const GUARD_BAND_S = 0.5;
/** How long the guard waits for one who loads, in seconds, until the room sets another. */
export const GUARD_BOUND_S = 10;

/** An empty room, paused at the start of a film. */
export function createRoom(id: string, source: Source, { nowMs }: Now): Room {
  return {
    id,
    timeline: firstTimeline(source, nowMs),
    broadcast: { atMs: -Infinity, pending: false },
    viewers: Roster.of(),
    past: Roster.of(),
    shown: new Map(),
    crowd: null,
    spoken: [],
    guard: {
      on: false,
      holders: [],
      bandS: GUARD_BAND_S,
      boundS: GUARD_BOUND_S,
      wait: null,
      question: null,
      restUntilMs: -Infinity,
      yields: [],
      excused: new Map(),
    },
    settings: FIRST_SETTINGS,
    history: [],
    nextNumber: 1,
    told: new Map(),
    access: NO_ACCESS,
    deputy: null,
    ownerAwayMs: null,
  };
}

function firstTimeline(source: Source, nowMs: number): Timeline {
  return {
    revision: 1,
    source,
    sourceId: 1,
    durationS: null,
    positionS: 0,
    rate: 0,
    speed: 1,
    atMs: nowMs,
    prev: null,
    by: null,
    how: "start",
  };
}
