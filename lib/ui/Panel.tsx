import type { ComponentChildren } from "preact";

/** A titled part of the page that can be folded. Works without JavaScript. */
export function Panel(
  { title, area, isFolded = false, children }: {
    title: string;
    /** Names its place in the layout and its tab on a phone. */
    area: string;
    /** Whether it waits to be opened, as what few look at does. */
    isFolded?: boolean;
    children?: ComponentChildren;
  },
) {
  return (
    <details class={`panel at-${area}`} open={!isFolded}>
      <summary>
        <h2>{title}</h2>
      </summary>
      <div class="panel-in">{children}</div>
    </details>
  );
}
