import type { Hand } from "./hand.ts";

/**
 * Lets a live film play or stand with the room. It has no place in common with the others: each
 * viewer's stream begins where it was joined, so each plays at its own edge.
 *
 * @param rate the room's; 0 is paused
 */
export function playLive(
  video: Pick<HTMLVideoElement, "paused">,
  hand: Pick<Hand, "play" | "pause">,
  rate: number,
): void {
  const shouldPlay = rate > 0;
  if (shouldPlay !== video.paused) return;
  if (shouldPlay) hand.play();
  else hand.pause();
}
