import {
  feelKeyboard,
  isLow,
  isShort,
  type Keyboard,
  liftOf,
} from "./feel_keyboard.ts";

/** Inputs that are not written in. */
const NOT_WRITTEN =
  /^(button|checkbox|color|file|hidden|image|radio|range|reset|submit)$/;

/**
 * Keeps what is written in above a keyboard that lies on the screen, with what belongs to it. The
 * page learns of it by `data-keyboard` of its root (`low` where the picture has no room for
 * controls, `short` where the screen has none for the film, else `up`) and by properties in px:
 * `--seen-top` and `--under` for what is out of sight above and below, `--lift` for how far the
 * composer beside the page moves up. `lib/ui/style/keyboard.ts` does the rest. Without a keyboard
 * there is none of them.
 *
 * @param restPx height of the page before anything was written, in px
 * @returns how to stop
 */
export function keepInSight(restPx: number): () => void {
  // Browsers without it, of before 2019, make the page itself lower.
  const seen = globalThis.visualViewport;
  if (!seen) return () => {};
  const root = document.documentElement;
  // Neither the page's height nor where its boxes are told to be is the same in all browsers.
  const probe = document.createElement("div");
  probe.style.cssText = "position:fixed;inset:0 auto 0 0;visibility:hidden";
  document.body.append(probe);

  const widthPx = root.clientWidth;
  let keyboard: Keyboard = {
    isUp: false,
    topPx: 0,
    underPx: 0,
    widthPx,
    restPx,
  };
  let field: Element | null = null;
  let liftPx = 0;

  const show = (state: string | null) => {
    if (state === null) delete root.dataset.keyboard;
    else root.dataset.keyboard = state;
    for (
      const [name, px] of [
        ["--seen-top", keyboard.topPx],
        ["--under", keyboard.underPx],
        ["--lift", liftPx],
      ] as const
    ) {
      if (px === 0) root.style.removeProperty(name);
      else root.style.setProperty(name, `${px}px`);
    }
  };
  const feel = () => {
    const page = probe.getBoundingClientRect();
    const active = writtenIn();
    field = active ?? field;
    keyboard = feelKeyboard(keyboard, {
      widthPx: root.clientWidth,
      layoutPx: page.height,
      seenTopPx: seen.offsetTop,
      seenPx: seen.height,
      scale: seen.scale,
      isWriting: active !== null,
    });
    if (!keyboard.isUp) {
      liftPx = 0;
      if (root.dataset.keyboard !== undefined) show(null);
      return;
    }
    const composer = field?.closest<HTMLElement>(".composer");
    const player = composer?.closest<HTMLElement>(".player");
    if (!composer || !player) {
      liftPx = 0;
      return show(isShort(seen.height) ? "short" : "up");
    }
    const box = composer.getBoundingClientRect();
    const seenEndPx = seen.offsetTop + seen.height;
    const isFilled = player.dataset.size !== "place";
    let headPx = seen.offsetTop;
    let endPx = seenEndPx;
    if (!isFilled) {
      headPx = Math.max(headPx, player.getBoundingClientRect().top - page.top);
      endPx = box.bottom - page.top + liftPx;
      const mostPx = composer.offsetTop + liftPx;
      liftPx = liftOf({ endPx, mostPx }, seenEndPx);
      endPx -= liftPx;
    } else liftPx = 0;
    const roomPx = endPx - box.height - headPx;
    const wasLow = root.dataset.keyboard === "low";
    show(isLow({ roomPx, isFilled, wasLow }) ? "low" : "up");
  };
  const lead = () => {
    feel();
    const at = writtenIn();
    if (!keyboard.isUp || at === null || at.closest(".composer")) return;
    // With the button that sends it, where there is room for both.
    at.closest("form")?.scrollIntoView({ block: "nearest" });
    at.scrollIntoView({ block: "nearest" });
  };
  // What is written makes the composer higher, and what comes over it lower.
  const sizes = new ResizeObserver(() => keyboard.isUp && feel());
  for (const one of document.querySelectorAll(".composer, .player")) {
    sizes.observe(one);
  }
  seen.addEventListener("resize", lead);
  // Whoever moves the page by hand is not led back.
  seen.addEventListener("scroll", feel);
  addEventListener("focusin", lead);
  addEventListener("focusout", feel);
  lead();
  return () => {
    sizes.disconnect();
    seen.removeEventListener("resize", lead);
    seen.removeEventListener("scroll", feel);
    removeEventListener("focusin", lead);
    removeEventListener("focusout", feel);
    probe.remove();
    keyboard = { ...keyboard, topPx: 0, underPx: 0 };
    liftPx = 0;
    show(null);
  };
}

function writtenIn(): Element | null {
  const at = document.activeElement;
  const isWritten = at instanceof HTMLTextAreaElement ||
    (at instanceof HTMLInputElement && !at.readOnly &&
      !NOT_WRITTEN.test(at.type));
  return isWritten ? at : null;
}
