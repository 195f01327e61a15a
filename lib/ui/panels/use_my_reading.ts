import { type ReadonlySignal, useComputed } from "@preact/signals";
import { useRoom } from "../room_context.ts";
import type { MyReading } from "./reading.ts";

/**
 * Where I am at each tick of a clock: from the player itself, since my own row has been to the
 * server and back; null before there is a player and a clock.
 *
 * @param nowMs ticks; the server's time in ms
 */
export function useMyReading(
  nowMs: ReadonlySignal<number | null>,
): ReadonlySignal<MyReading | null> {
  const { session, pilot, view } = useRoom();
  return useComputed(() => {
    if (nowMs.value === null || pilot.value === null) return null;
    const { positionS, rate, atLocalMs } = pilot.value.positionNow();
    const atMs = session.toServerMs(atLocalMs);
    if (atMs === null) return null;
    return {
      positionS,
      rate,
      atMs,
      uncertaintyMs: session.clock.value?.uncertaintyMs ?? 0,
      sourceId: view.value.sourceId,
      durationS: view.value.durationS,
    };
  });
}
