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
 * What is known of a film, and of its picture what the player shows: a browser that promises to
 * decode one may have none.
 */
export function withSeen(
  details: FilmDetails | null,
  seen: Seen,
): FilmDetails | null {
  return details?.facts?.video && !lacksOf(details.lack) && isDark(seen)
    ? { ...details, lack: "video-codec" }
    : details;
}

/** What of a film a browser cannot decode, by what stands in the way of playing; null where nothing. */
export function lacksOf(lack: MendReason | null): Row["lacks"] | null {
  return LACKS.get(lack) ?? null;
}

const LACKS: ReadonlyMap<MendReason | null, Row["lacks"]> = new Map([
  ["video-codec", "picture"],
  ["audio-codec", "sound"],
  ["video-and-audio-codec", "both"],
]);
