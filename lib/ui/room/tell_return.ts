import { effect, untracked } from "@preact/signals";
import type { Session } from "@/lib/client/mod.ts";
import type { Pilot } from "@/lib/player/mod.ts";
import { NO_ABSENCE, watchAbsence } from "@/lib/sync/mod.ts";
import { SLEPT_MS } from "@/lib/time/mod.ts";
import type { RoomTools } from "../room_context.ts";

/** Error below which a moving picture counts as back with the room, in ms. */
const IN_STEP_MS = 60;

/**
 * Says in one line that the picture is back with the room, after a sleep, a locked phone, a hidden
 * tab or a lost link that threw it off.
 *
 * @returns how to stop
 */
export function tellReturn(
  { session, pilot, tools }: {
    readonly session: Session;
    readonly pilot: Pilot;
    readonly tools: Pick<RoomTools, "toasts" | "words">;
  },
): () => void {
  let memory = NO_ABSENCE;
  /** Whether the viewer was there all along, and only the link was away. */
  let isByLink = true;
  return effect(() => {
    // Renewed a few times a second, and with each event of the element.
    const { errorMs, seeks } = pilot.syncView.value;
    const isHeld = (session.timeline.peek()?.rate ?? 0) === 0;
    const wallMs = Date.now();
    const slept = wallMs - (memory.seen?.wallMs ?? wallMs) > SLEPT_MS;
    isByLink = !document.hidden && !slept &&
      (memory.since === null || isByLink);
    const next = watchAbsence(memory, {
      wallMs,
      isAway: document.hidden || session.link.peek().state === "lost",
      isInStep: session.following.peek() &&
        (isHeld || (errorMs !== null && Math.abs(errorMs) < IN_STEP_MS)),
      jumps: seeks,
    });
    memory = next.memory;
    if (next.awayMs === null) return;
    const seconds = String(Math.round(next.awayMs / 1000));
    // By hand: `say` would split the page's first scripts into more and larger ones.
    const { isBack, linkIsBack } = tools.words.peek().player;
    const line = (isByLink ? linkIsBack : isBack).replace("{seconds}", seconds);
    untracked(() => tools.toasts.add(line));
  });
}
