import { launchChromium, PLAY_FREELY } from "../browser/chromium.ts";
import { openFirefox } from "../browser/engines/firefox.ts";
import type { BrokenPage } from "./page_breaks.ts";

/** A browser whose pages something is broken for. */
export interface PageOpener {
  newPage(): Promise<BrokenPage>;
  close(): Promise<void>;
}

/** Browsers that hold back sockets after one that failed, each in a way of its own. */
export const PAGE_OPENERS: {
  readonly [K in "chromium" | "firefox"]: () => Promise<PageOpener>;
} = {
  async chromium() {
    const browser = await launchChromium({ args: [PLAY_FREELY] });
    // One for all pages, as they share what Chromium remembers of sockets.
    const context = await browser.newContext();
    return {
      async newPage() {
        const page = await context.newPage();
        return {
          open: async (address) => {
            await page.goto(address);
          },
          run: (act, arg) => page.evaluate(act as never, arg as never),
        };
      },
      close: () => browser.close(),
    };
  },
  async firefox() {
    // Tabs of one window hide each other, and a hidden page's timers wait for a whole second.
    const browser = await openFirefox({ type: "window" });
    return { newPage: browser.newTab, close: browser.close };
  },
};
