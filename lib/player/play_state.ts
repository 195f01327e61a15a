import type { PlayState } from "@/lib/protocol/mod.ts";
import { isReady, PICTURE, type Reading } from "@/lib/sync/mod.ts";

/** What a state of play is told by. */
export interface Standing {
  readonly reading: Reading;
  readonly hasFilm: boolean;
  readonly hasProblem: boolean;
  /** Whether the browser refused to play. */
  readonly isBlocked: boolean;
  /** Whether the film is to move now: by the room where it steers, by the viewer otherwise. */
  readonly isWanted: boolean;
}

/** What the player does, in one word. */
export function playState(
  { reading, hasFilm, hasProblem, isBlocked, isWanted }: Standing,
): PlayState {
  if (!hasFilm) return "empty";
  if (hasProblem) return "failed";
  if (isBlocked) return "blocked";
  if (reading.isEnded) return "ended";
  if (reading.readyState < PICTURE && !reading.isSeeking) return "loading";
  // An element that is paused on its way to a moving room waits as well.
  if (isWanted) {
    return isReady(reading) && !reading.isPaused ? "playing" : "waiting";
  }
  return reading.isPaused ? "paused" : "playing";
}
