import { THEME } from "./theme.ts";
import { ACCESS_STYLE } from "./style/access.ts";
import { ENTRY_STYLE } from "./style/entry.ts";
import { FACTS } from "./style/facts.ts";
import { FRAME } from "./style/frame.ts";
import { KEYBOARD } from "./style/keyboard.ts";
import { MESSAGES } from "./style/messages.ts";
import { OVERLAY } from "./style/overlay.ts";
import { PANEL } from "./style/panel.ts";
import { PLAYER_STYLE } from "./style/player.ts";
import { SHEET_STYLE } from "./style/sheet.ts";
import { SOURCE_STYLE } from "./style/source.ts";
import { TOUCH } from "./style/touch.ts";
import { VIEWERS } from "./style/viewers.ts";

/**
 * The CSS of all components, for the one `<style>` of the page. It is asked for while rendering on
 * the server only. Each component keeps its part in `style/<component>.ts` as a constant without
 * `${}`; a part that is not in this list is not on the page.
 *
 * @returns CSS text without comments and needless white space
 */
export function styleText(): string {
  return [
    THEME,
    PANEL,
    PLAYER_STYLE,
    OVERLAY,
    TOUCH,
    FRAME,
    VIEWERS,
    MESSAGES,
    SOURCE_STYLE,
    SHEET_STYLE,
    FACTS,
    ACCESS_STYLE,
    KEYBOARD,
    ENTRY_STYLE,
  ].join("\n")
    .replace(/\/\*[\s\S]*?\*\//g, "").replace(/\s*\n\s*/g, "\n").trim();
}
