import type { ComponentChildren } from "preact";
import { useFold } from "./use_fold.ts";

/** A titled part of the page that can be folded. Works without JavaScript. */
export function Panel(
  { title, area, name, isFolded = false, children }: {
    title: string;
    /** Names its place in the layout and its tab on a phone. */
    area: string;
    /** Under which this browser keeps whether it is folded; without one it begins the same always. */
    name?: string;
    /** Whether it waits to be opened, as what few look at does. */
    isFolded?: boolean;
    children?: ComponentChildren;
  },
) {
  const isOpen = useFold(name, isFolded);
  return (
    <details
      class={`panel at-${area}`}
      open={isOpen}
      onToggle={(event) => isOpen.value = event.currentTarget.open}
    >
      <summary>
        <h2>{title}</h2>
      </summary>
      <div class="panel-in">{children}</div>
    </details>
  );
}
