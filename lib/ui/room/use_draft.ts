import type { Signal } from "@preact/signals";
import { useEffect } from "preact/hooks";

/** Where a tab keeps what is being written, between two pages. */
const KEY = "17kan-draft";

/**
 * Keeps what is being written over a reload, in this tab alone and only where the browser keeps
 * anything.
 *
 * @param isSent whether it is on its way already, and kept with what is to be sent
 */
export function useDraft(text: Signal<string>, isSent: () => boolean): void {
  useEffect(() => {
    const draft = guarded(() => sessionStorage.getItem(KEY));
    guarded(() => sessionStorage.removeItem(KEY));
    if (draft !== null && text.peek() === "") text.value = draft;
    const keep = () => {
      if (text.peek() === "" || isSent()) return;
      guarded(() => sessionStorage.setItem(KEY, text.peek()));
    };
    addEventListener("pagehide", keep);
    return () => removeEventListener("pagehide", keep);
  }, []);
}

// A browser that keeps nothing throws at the mere look.
function guarded<T>(use: () => T): T | null {
  try {
    return use();
  } catch {
    return null;
  }
}
