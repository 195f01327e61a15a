import type { ComponentChildren } from "preact";
import { useContext } from "preact/hooks";
import { RenderContext } from "./render_state.ts";

/** What `<Head>` takes. */
export interface HeadProps {
  /** `<title>`, `<meta>`, `<link>`, … */
  children?: ComponentChildren;
}

/**
 * Adds elements to the document's `<head>`, in place of the same title or meta.
 * Works while the server renders; in the browser it does nothing, so an island
 * changes its title by `document.title`.
 */
export function Head({ children }: HeadProps): ComponentChildren {
  useContext(RenderContext)?.state.heads.push(children);
  return null;
}
