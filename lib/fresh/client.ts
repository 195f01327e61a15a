import { type ComponentType, h, hydrate } from "preact";
import { setBuildId } from "./build_id.ts";
import { rootBetween } from "./dom_range.ts";
import { findMarked, type IslandRange } from "./dom_markers.ts";
import { type Page, resolveProps } from "./dom_to_vnode.ts";
import { readProps } from "./props_read.ts";

/**
 * Starts the islands of this page: called by the script the server wrote.
 *
 * @param islands Components by island name
 * @param propsText What `writeProps` wrote
 * @param buildId Makes `asset()` give the same addresses as on the server
 */
export function boot(
  islands: Readonly<Record<string, ComponentType<Record<string, unknown>>>>,
  propsText: string,
  buildId: string,
): void {
  setBuildId(buildId);
  const found = findMarked(document.body);
  const page: Page = {
    islands: new Map(Object.entries(islands)),
    props: readProps(propsText),
    slots: found.slots,
  };
  for (const range of found.islands) {
    try {
      start(range, page);
    } catch (error) {
      // One broken island must not keep the others from starting.
      console.error(`Cannot start island "${range.id}":`, error);
    }
  }
}

function start({ id, index, start, end }: IslandRange, page: Page): void {
  const component = page.islands.get(id);
  if (component === undefined) {
    throw new Error("it is not among the islands of this page");
  }
  const parent = start.parentNode;
  if (parent === null || parent !== end.parentNode) {
    throw new Error(
      "its tags are nested in a way HTML forbids (such as <div> in <p>), so the browser moved them",
    );
  }
  hydrate(
    h(component, resolveProps(index, page)),
    rootBetween(parent, start, end),
  );
}
