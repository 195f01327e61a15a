import { launchChromium, PLAY_FREELY } from "../chromium.ts";
import type { Browser } from "./tab.ts";

/** Debian's Chromium by Playwright. */
export async function openChromium(): Promise<Browser> {
  const browser = await launchChromium({
    isWhole: true,
    args: [PLAY_FREELY],
  });
  return {
    engine: "chromium",
    async newTab() {
      const context = await browser.newContext({ locale: "zh-CN" });
      const page = await context.newPage();
      return {
        engine: "chromium",
        open: async (address) => {
          await page.goto(address);
        },
        run: (act, arg) => page.evaluate(act as never, arg as never),
        press: (selector) => page.click(selector),
        async type(selector, text) {
          await page.fill(selector, text);
          await page.press(selector, "Enter");
        },
      };
    },
    close: () => browser.close(),
  };
}
