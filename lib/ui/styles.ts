import { THEME } from "./theme.ts";
import { FRAME } from "./style/frame.ts";
import { PANEL } from "./style/panel.ts";

/**
 * The CSS of all components, for the one `<style>` of the page. It is asked for while rendering on
 * the server only. Each component keeps its part in `style/<component>.ts` as a constant without
 * `${}`; a part that is not in this list is not on the page.
 *
 * @returns CSS text without comments and needless white space
 */
export function styleText(): string {
  return [THEME, PANEL, FRAME].join("\n")
    .replace(/\/\*[\s\S]*?\*\//g, "").replace(/\s*\n\s*/g, "\n").trim();
}
