import type { Browser, CDPSession, Page } from "playwright-core";
import { launchChromium, PLAY_FREELY } from "../../tests/browser/chromium.ts";

/** How busy a page's main thread has been, and what it holds. */
export interface Work {
  /** Instant of the figures, in seconds. */
  readonly atS: number;
  /** Processor time in tasks of any kind, in seconds. */
  readonly busyS: number;
  readonly scriptS: number;
  readonly styleS: number;
  readonly layoutS: number;
  readonly nodes: number;
}

/** A page in a browser profile as new. */
export interface Window {
  readonly page: Page;
  /** From the start of the navigation to the first picture on the screen, in ms. */
  firstFrameMs(): Promise<number>;
  work(): Promise<Work>;
  close(): Promise<void>;
}

/** Starts a headless Chromium that plays without being touched. */
export function launch(): Promise<Browser> {
  return launchChromium({ isWhole: true, args: [PLAY_FREELY] });
}

/**
 * Goes to an address.
 *
 * @param slower how many times slower the page's thread is made to run
 */
export async function openWindow(
  browser: Browser,
  { address, slower = 1 }: {
    readonly address: string;
    readonly slower?: number;
  },
): Promise<Window> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    locale: "en-US",
  });
  await context.addInitScript(watchFirstFrame);
  const page = await context.newPage();
  const link: CDPSession = await context.newCDPSession(page);
  // Processor time of the page's thread: what else the machine does is not the page's.
  await link.send("Performance.enable", { timeDomain: "threadTicks" });
  if (slower !== 1) {
    await link.send("Emulation.setCPUThrottlingRate", { rate: slower });
  }
  await page.goto(address, { waitUntil: "commit" });
  return {
    page,
    firstFrameMs: async () => {
      const seen = await page.waitForFunction(() =>
        Reflect.get(globalThis, "firstFrameMs")
      );
      return Number(await seen.jsonValue());
    },
    work: async () => {
      const { metrics } = await link.send("Performance.getMetrics");
      const of = (name: string) =>
        metrics.find((one) => one.name === name)?.value ?? NaN;
      return {
        atS: of("Timestamp"),
        busyS: of("TaskDuration"),
        scriptS: of("ScriptDuration"),
        styleS: of("RecalcStyleDuration"),
        layoutS: of("LayoutDuration"),
        nodes: of("Nodes"),
      };
    },
    close: () => context.close(),
  };
}

/** Runs in the page, before all else. */
function watchFirstFrame(): void {
  let watched: HTMLVideoElement | null = null;
  const watcher = new MutationObserver(() => {
    const video = document.querySelector("video");
    if (video === watched) return;
    // One may take another's place while the page comes.
    watched = video;
    video?.requestVideoFrameCallback((_atMs, { presentationTime }) => {
      watcher.disconnect();
      Reflect.set(globalThis, "firstFrameMs", presentationTime);
    });
  });
  watcher.observe(document, { childList: true, subtree: true });
}
