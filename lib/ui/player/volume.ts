import { clamp } from "@/lib/base/mod.ts";
import type { RoomTools } from "../room_context.ts";

/** Where the volume comes back from silence when nothing louder is known. */
const AUDIBLE = 0.2;

/**
 * Sets the volume and keeps it for the next visit.
 *
 * @param volume 0..1; what lies outside is moved to the nearer end
 */
export function setVolume(
  { pilot, prefs }: RoomTools,
  volume: number,
): void {
  // Sums of 0.1 leave crumbs, and a crumb above 0 is no silence.
  const wanted = Math.round(clamp(volume, 0, 1) * 100) / 100;
  prefs.volume.value = wanted;
  pilot.value?.setVolume(wanted);
  pilot.value?.setMuted(wanted === 0);
}

/** Silence, or back from it; it is not kept. */
export function toggleMuted(tools: RoomTools): void {
  const { pilot, view } = tools;
  const { muted, volume } = view.value;
  if (!muted && volume > 0) pilot.value?.setMuted(true);
  else if (volume === 0) setVolume(tools, AUDIBLE);
  else pilot.value?.setMuted(false);
}
