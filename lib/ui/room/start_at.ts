import { effect, untracked } from "@preact/signals";
import { parseHms } from "@/lib/base/mod.ts";
import type { OpenTools } from "./create_tools.ts";

/**
 * Brings a viewer who is the only one in the room to the second that the address names by `t`, and
 * the room with them. Who comes to others is with the others. The address forgets it, so that a
 * reload stays where the film is.
 *
 * @param address the page's own
 * @returns how to stop waiting for the film
 */
export function startAt(
  { session, view, hands, tell, isAlone }:
    & Pick<OpenTools, "hands" | "session" | "tell" | "view">
    & {
      /** Whether nobody else is in the room now. */
      readonly isAlone: () => boolean;
    },
  address: URL,
): () => void {
  const askedS = parseHms(address.searchParams.get("t") ?? "");
  address.searchParams.delete("t");
  history.replaceState(null, "", address);
  let isOver = askedS === null;
  const stop = effect(() => {
    const { durationS } = view.value;
    const isIn = session.me.value !== null && session.timeline.value !== null;
    if (isOver || !isIn || durationS === null || askedS === null) return;
    isOver = true;
    const mine = hands.peek();
    if (mine === null || !untracked(isAlone)) return;
    tell(mine.allSeek(Math.min(askedS, durationS)));
  });
  return stop;
}
