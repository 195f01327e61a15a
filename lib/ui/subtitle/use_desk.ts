import {
  type ReadonlySignal,
  untracked,
  useComputed,
  useSignal,
} from "@preact/signals";
import { fetchPart } from "../room/fetch_part.ts";
import { useRoom } from "../room_context.ts";
import { useSteadyEffect } from "../use_steady_effect.ts";
import { hasKept } from "./kept_shelf.ts";

/** How far the desk's code is. */
export interface ComingDesk {
  /** Whether it did not come; it is asked for again by itself. */
  readonly isMissing: ReadonlySignal<boolean>;
  /** Asks for it at once. */
  again(): void;
}

/**
 * Opens this viewer's subtitle desk once the room has subtitles or some were chosen here before, or at once where it `isWanted`
 * here; what it takes is loaded then, and again until it comes.
 *
 * @param onMissing called when it did not come, once until it is asked for anew
 */
export function useDesk({ isWanted, onMissing }: {
  readonly isWanted: boolean;
  readonly onMissing?: () => void;
}): ComingDesk {
  const tools = useRoom();
  const { desk, video, session, watching } = tools;
  const missing = useSignal(0);
  const presses = useSignal(0);
  const isNeeded = useComputed(() =>
    isWanted || session.settings.value.subtitle !== null ||
    hasKept(watching.film.value)
  );
  useSteadyEffect(() => {
    void presses.value;
    const element = video.value;
    if (!isNeeded.value || element === null || desk.peek() !== null) return;
    return untracked(() =>
      fetchPart({
        load: () => import("./desk.ts"),
        use: ({ openDesk }) => {
          // Menu and picture both ask for it.
          desk.value ??= openDesk(tools, element);
        },
        missing,
        onMissing,
      })
    );
  });
  return {
    isMissing: useComputed(() => missing.value > 0),
    again: () => void presses.value++,
  };
}
