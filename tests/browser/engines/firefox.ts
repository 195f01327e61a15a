import { type CreatePageOptions, launch } from "puppeteer-core";
import { eventually } from "../eventually.ts";
import { comesToRest } from "./at_rest.ts";
import type { Browser } from "./tab.ts";

/** Debian's Firefox; FIREFOX names another one. */
const EXECUTABLE = "/usr/bin/firefox-esr";

/** Firefox over WebDriver BiDi, by Puppeteer; each page in a tab, unless in a window of its own. */
export async function openFirefox(
  where: CreatePageOptions = {},
): Promise<Browser> {
  const browser = await launch({
    browser: "firefox",
    executablePath: Deno.env.get("FIREFOX") ?? EXECUTABLE,
    headless: true,
    extraPrefsFirefox: {
      "intl.accept_languages": "zh-CN,zh",
      // 0 is "allowed".
      "media.autoplay.default": 0,
      "media.autoplay.blocking_policy": 0,
    },
  });
  return {
    engine: "firefox",
    async newTab() {
      const context = await browser.createBrowserContext();
      const page = await context.newPage(where);
      await page.setViewport({ width: 1280, height: 800 });
      return {
        engine: "firefox",
        open: async (address) => {
          await page.goto(address);
        },
        run: (act, arg) => page.evaluate(act as never, arg as never),
        press: (selector) =>
          eventually(async () => {
            await page.evaluate(comesToRest, selector);
            await page.click(selector);
          }),
        async type(selector, text) {
          await eventually(() => page.focus(selector));
          await page.type(selector, text);
          await page.keyboard.press("Enter");
        },
      };
    },
    close: () => browser.close(),
  };
}
