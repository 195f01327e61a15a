import { effect } from "@preact/signals";
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
  { session, view, hands }: Pick<OpenTools, "hands" | "session" | "view">,
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
    const online = [...session.rows.peek().values()]
      .filter((row) => row.peek().online);
    if (online.length > 1) return;
    void hands.peek()?.allSeek(Math.min(askedS, durationS));
  });
  return stop;
}
