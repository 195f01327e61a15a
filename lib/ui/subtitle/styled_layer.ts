import ASS from "assjs";
import { tameAss } from "@/lib/subtitle/mod.ts";

/** SubStation Alpha as its maker drew it. */
export interface StyledLayer {
  /** How much later than the file says, in s. */
  setOffset(offsetS: number): void;
  close(): void;
}

/** The id under which the renderer writes its style sheet. */
const STYLE_ID = "ASS-global-style";

/**
 * Draws a SubStation Alpha file over the picture. The renderer makes text nodes of what is said. It
 * lives in a shadow tree, and its style sheet, which the page's policy refuses as an element, is
 * handed over as data before the tree is part of the page.
 *
 * @param box lies over the video, with the same edges
 */
export function openStyledLayer(
  { box, video, text }: {
    readonly box: HTMLElement;
    readonly video: HTMLVideoElement;
    readonly text: string;
  },
): StyledLayer {
  const host = document.createElement("div");
  host.className = "ass";
  const root = host.attachShadow({ mode: "open" });
  const container = document.createElement("div");
  container.style.cssText = "position: absolute; inset: 0; overflow: hidden";
  root.append(container);
  const ass = new ASS(tameAss(text), video, { container });
  const style = root.querySelector(`#${STYLE_ID}`);
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(style?.textContent ?? "");
  style?.remove();
  root.adoptedStyleSheets = [sheet];
  box.append(host);
  return {
    setOffset: (offsetS) => ass.delay = offsetS,
    close() {
      ass.destroy();
      host.remove();
    },
  };
}
