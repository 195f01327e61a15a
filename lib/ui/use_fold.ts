import { type Signal, useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";

/** Under which name this browser keeps the panels that were folded or opened by hand. */
const FOLDS_KEY = "17kan-folds";

/**
 * Whether a panel is open, as it was left at an earlier visit.
 *
 * @param name the panel's; without one nothing is kept
 * @param isFolded as it is at the first visit
 */
export function useFold(
  name: string | undefined,
  isFolded: boolean,
): Signal<boolean> {
  const isOpen = useSignal(!isFolded);
  useEffect(() => {
    if (name === undefined) return;
    const kept = readFolds()[name];
    if (typeof kept === "boolean") isOpen.value = kept;
    return isOpen.subscribe((open) => {
      const folds = readFolds();
      if ((folds[name] ?? !isFolded) === open) return;
      try {
        localStorage.setItem(
          FOLDS_KEY,
          JSON.stringify({ ...folds, [name]: open }),
        );
      } catch {
        // Kept for this visit alone.
      }
    });
  }, []);
  return isOpen;
}

// Anyone can write there, and a private window may keep nothing.
function readFolds(): Record<string, unknown> {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(FOLDS_KEY) ?? "{}");
    return typeof kept === "object" && kept !== null ? { ...kept } : {};
  } catch {
    return {};
  }
}
