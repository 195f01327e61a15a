import type { ComponentChildren } from "preact";

/** A titled part of the page that can be folded. Works without JavaScript. */
export function Panel(
  { title, area, children }: {
    title: string;
    /** Names its place in the layout and its tab on a phone. */
    area: string;
    children?: ComponentChildren;
  },
) {
  return (
    <details class={`panel at-${area}`} open>
      <summary>
        <h2>{title}</h2>
      </summary>
      <div class="panel-in">{children}</div>
    </details>
  );
}
