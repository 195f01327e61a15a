import type { Viewer } from "./viewer.ts";

/** The keyboard that a phone puts on its screen. */
export interface ScreenKeys {
  /**
   * Comes, or becomes as high as this.
   *
   * @param heightPx how much it covers of the screen
   * @param movedPx how far the browser moves what is seen down the page
   */
  up(heightPx: number, movedPx?: number): Promise<void>;
  down(): Promise<void>;
}

/**
 * Gives a viewer's screen a keyboard, which no Chromium without a phone has. What is emulated is all
 * that a page hears of it: `visualViewport` is lower by it and says so, as on iPhones, and on Android
 * since Chrome 108 and Firefox 132 for a page that asks for `resizes-visual`, beside the page and in
 * fullscreen. It is read through the real one, so that a real zoom shows in it too. To be called
 * before the page is opened.
 */
export async function screenKeysOf({ page }: Viewer): Promise<ScreenKeys> {
  await page.addInitScript(() => {
    const of = VisualViewport.prototype;
    const real = (name: "height" | "offsetTop") =>
      Object.getOwnPropertyDescriptor(of, name)?.get ?? (() => 0);
    const [height, offsetTop] = [real("height"), real("offsetTop")];
    let keys = { heightPx: 0, movedPx: 0 };
    Object.defineProperties(of, {
      height: {
        get() {
          return height.call(this) - keys.heightPx / this.scale;
        },
      },
      offsetTop: {
        get() {
          return offsetTop.call(this) + keys.movedPx;
        },
      },
    });
    Reflect.set(globalThis, "showKeys", (shown: typeof keys) => {
      keys = shown;
      visualViewport?.dispatchEvent(new Event("resize"));
      visualViewport?.dispatchEvent(new Event("scroll"));
    });
  });
  const show = (heightPx: number, movedPx: number) =>
    page.evaluate(
      (keys) => Reflect.get(globalThis, "showKeys")(keys),
      { heightPx, movedPx },
    );
  return {
    up: (heightPx, movedPx = 0) => show(heightPx, movedPx),
    down: () => show(0, 0),
  };
}
