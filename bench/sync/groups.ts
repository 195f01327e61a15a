import type { Page } from "playwright-core";

/** What a group of viewers can be told to do. */
export type Act =
  | { readonly type: "play" }
  | { readonly type: "seek"; readonly positionS: number }
  | { readonly type: "rate"; readonly rate: number };

/** One way to keep viewers together. */
export interface Way {
  /** As `--peers` calls it. */
  readonly name: string;
  readonly title: string;
  /** Whether it knows other speeds than 1. */
  readonly hasRates: boolean;
  /** Does it, as one viewer for all. */
  act(page: Page, act: Act): Promise<void>;
}

/** Our own page, by its own buttons. */
export const OURS: Way = {
  name: "ours",
  title: "17kan",
  hasRates: true,
  async act(page, act) {
    switch (act.type) {
      case "play":
        return await page.evaluate(() =>
          document.querySelector<HTMLElement>('[data-testid="all-play"]')
            ?.click()
        );
      case "seek": {
        const seconds = Math.round(act.positionS);
        const text = `${Math.floor(seconds / 60)}:${
          String(seconds % 60).padStart(2, "0")
        }`;
        const field = page.getByTestId("all-seek");
        await field.fill(text);
        return await field.press("Enter");
      }
      case "rate":
        await page.getByTestId("all-rate").selectOption(String(act.rate));
    }
  },
};

/** Another film for all, which only our page offers. */
export async function shareLink(page: Page, url: string): Promise<void> {
  const field = page.getByTestId("source-url");
  await field.fill(url);
  await field.press("Enter");
}

/** A file of this machine for all, of which each has to have a copy. */
export async function shareFile(page: Page, path: string): Promise<void> {
  await page.getByTestId("source-file").setInputFiles(path);
}

/** The others, each a plain page of `peers/`. */
export const PEERS: readonly Way[] = [
  peer("jellyfin", "Jellyfin-like", false),
  peer("timingsrc", "timingsrc 1.4.36", true),
  peer("syncplay", "Syncplay-like", false),
  peer("original", "original", true),
];

function peer(name: string, title: string, hasRates: boolean): Way {
  return {
    name,
    title,
    hasRates,
    act: (page, act) =>
      page.evaluate((one) => {
        // Seen by the watcher as a press.
        globalThis.dispatchEvent(new Event("click"));
        Reflect.get(globalThis, "peer").act(one);
      }, act),
  };
}
