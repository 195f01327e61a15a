import { type ReadonlySignal, useSignal } from "@preact/signals";
import { type RefObject } from "preact";
import { useEffect } from "preact/hooks";

/**
 * Whether an element is on the screen: false in a folded panel or behind another tab, so that what
 * nobody sees neither loads nor polls.
 */
export function useVisible(
  element: RefObject<Element | null>,
): ReadonlySignal<boolean> {
  const visible = useSignal(false);
  useEffect(() => {
    if (element.current === null) return;
    const observer = new IntersectionObserver((entries) => {
      visible.value = entries.at(-1)?.isIntersecting ?? false;
    });
    observer.observe(element.current);
    return () => observer.disconnect();
  }, []);
  return visible;
}
