import { type ReadonlySignal, type Signal, useSignal } from "@preact/signals";
import { type RefObject } from "preact";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";

/** How near the end counts as reading the newest, in CSS px: about one line. */
const NEAR_PX = 48;

/** A list that keeps its newest line in sight. */
export interface Newest {
  /** Lines came while the reader was further up. */
  readonly unseen: ReadonlySignal<boolean>;
  /** Goes to the newest line. */
  show(): void;
  /** To be called when the reader scrolls. */
  scrolled(): void;
}

/**
 * Keeps a scrolling list at its newest line, unless the reader scrolled up.
 *
 * @param list the element that scrolls
 * @param follows whether the reader is at the newest line
 * @param drawn which line is the newest, and of how many entries
 */
export function useNewest(
  list: RefObject<HTMLElement | null>,
  follows: Signal<boolean>,
  { newest, count }: {
    readonly newest: number | undefined;
    readonly count: number;
  },
): Newest {
  const unseen = useSignal(false);
  /** The newest line that was drawn. */
  const known = useRef(newest);
  const heightPx = useRef(0);
  const show = () => {
    if (list.current === null) return;
    follows.value = true;
    heightPx.current = list.current.clientHeight;
    unseen.value = false;
    list.current.scrollTop = list.current.scrollHeight;
  };
  useLayoutEffect(() => {
    if (follows.peek()) show();
    else if (newest !== known.current) unseen.value = true;
    known.current = newest;
  }, [newest, count]);
  useEffect(() => {
    if (list.current === null) return;
    // A panel that opens, or a phone that turns, is no reader who scrolls.
    const observer = new ResizeObserver(() => follows.peek() && show());
    observer.observe(list.current);
    return () => observer.disconnect();
  }, []);
  return {
    unseen,
    show,
    scrolled() {
      const box = list.current;
      // A list that is not shown has no height and was not scrolled by anyone.
      if (box === null || box.clientHeight === 0) return;
      // The event of our own scroll comes a frame later, and the list may be lower by then.
      if (follows.peek() && box.clientHeight !== heightPx.current) {
        return show();
      }
      follows.value =
        box.scrollHeight - box.scrollTop - box.clientHeight < NEAR_PX;
      if (follows.value) unseen.value = false;
    },
  };
}
