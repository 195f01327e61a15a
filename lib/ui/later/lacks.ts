import type { MendReason } from "@/lib/film/mend_reason.ts";
import type { PlayerView } from "@/lib/player/mod.ts";
import type { Row } from "@/lib/protocol/mod.ts";
import type { FilmDetails } from "./film_details.ts";

/** What of the player shows whether there is a picture. */
type Seen = Pick<PlayerView, "state" | "width" | "bufferedS">;

/**
 * Whether the player has the film and no picture of it, as of a file of sound alone: browsers play
 * the sound of a film whose picture they cannot decode, and say nothing.
 */
export function isDark({ state, width, bufferedS }: Seen): boolean {
  return (state === "playing" || state === "paused") && width === 0 &&
    bufferedS > 0;
}

/**
 * What stands in the way of playing a film, as far as the browser says, or shows: one that promises
 * to decode a picture may have none.
 */
export function lackSeen(
  details: FilmDetails | null,
  seen: Seen,
): MendReason | null {
  const lack = details?.lack ?? null;
  const hasPicture = (details?.facts?.video ?? null) !== null;
  const isKnown = lack !== null && lacksOf(lack) !== null;
  return !isKnown && hasPicture && isDark(seen) ? "video-codec" : lack;
}

/** What of a film a browser cannot decode, by what stands in the way of playing; null where nothing. */
export function lacksOf(lack: MendReason | null): Row["lacks"] | null {
  switch (lack) {
    case "video-codec":
      return "picture";
    case "audio-codec":
      return "sound";
    case "video-and-audio-codec":
      return "both";
    default:
      return null;
  }
}
