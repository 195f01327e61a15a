import type { ComponentChildren } from "preact";
import { SOURCE_CODE_URL } from "./source_code.ts";

/** The frame of a page without a room. */
export function EntryPage(
  { children, foot }: {
    children: ComponentChildren;
    /** What stands beside the link to the source. */
    foot?: ComponentChildren;
  },
) {
  return (
    <div class="entry">
      <main>
        <p class="brand">
          <b>17</b>kan
        </p>
        {children}
        <footer>
          {foot}
          <a href={SOURCE_CODE_URL} rel="noreferrer">AGPL-3.0</a>
        </footer>
      </main>
    </div>
  );
}
