import { useSignal } from "@preact/signals";
import type { ComponentType } from "preact";
import { useEffect } from "preact/hooks";

/** How long after a failed load the part is asked for again, in ms. */
const AGAIN_MS = 5000;

/**
 * A part whose code comes after the page works; until then its place is empty, on the server too.
 *
 * @param load such as `() => import("./Stalls.tsx")`
 */
export function lazy(
  load: () => Promise<{ readonly default: ComponentType }>,
): ComponentType {
  return function Lazy() {
    const part = useSignal<{ readonly it: ComponentType } | null>(null);
    useEffect(() => {
      let timer: ReturnType<typeof setTimeout> | undefined;
      const ask = () => {
        load().then(
          (module) => part.value = { it: module.default },
          () => timer = setTimeout(ask, AGAIN_MS),
        );
      };
      ask();
      return () => clearTimeout(timer);
    }, []);
    const Part = part.value?.it;
    return Part === undefined ? null : <Part />;
  };
}
