import { type ReadonlySignal, useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { Session } from "@/lib/client/mod.ts";

/** Time between two looks at the clock, in ms: 4 Hz reads as moving and costs a phone nothing. */
export const TICK_MS = 250;

/**
 * The server's time as a signal, for positions that move on the screen; null while unknown, and on
 * the server.
 */
export function useServerNow(session: Session): ReadonlySignal<number | null> {
  const nowMs = useSignal<number | null>(null);
  useEffect(() => {
    const look = () => nowMs.value = session.serverNowMs();
    look();
    const timer = setInterval(look, TICK_MS);
    return () => clearInterval(timer);
  }, [session]);
  return nowMs;
}
